package io.scangate.casework.release;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Rows as JSON, which no program computes. Confined. */
final class JsonSheet implements Sheet {
  private final List<String> keys = new ArrayList<>();
  private final Buffer all = Buffer.buffer("{\"rows\":[");
  private boolean begun;

  JsonSheet(List<String> before) {
    keys.addAll(before);
    keys.addAll(Column.HEADINGS);
  }

  @Override
  public void row(List<String> cells) {
    JsonObject row = new JsonObject();
    for (int i = 0; i < Math.min(cells.size(), keys.size()); i++) {
      row.put(keys.get(i), cells.get(i));
    }
    all.appendString(begun ? "," : "").appendBuffer(row.toBuffer());
    begun = true;
  }

  @Override
  public Buffer end() {
    return all.appendString("]}");
  }
}
