-- So that the yellow codes can be gone through without reading all others.
create index code_yellow on code (partition, person) where colour = 2;
