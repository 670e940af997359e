/** Generators, references and benchmarks; load-tests/README.md tells how they are run. */
package io.scangate.load;
