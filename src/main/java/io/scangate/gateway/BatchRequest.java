package io.scangate.gateway;

import io.scangate.verdict.Language;
import io.scangate.verdict.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code POST /v1/scans/batch} whose device is known. Confined to its event loop. */
final class BatchRequest extends BodyRequest {
  private static final int SLICE = 32;

  private final BatchHandler batches;
  private final Device device;
  private final BodyType type;
  private final Language language;
  private List<byte[]> codes = List.of();
  private Buffer[] answers = new Buffer[0];
  private int next;
  private int left;
  private boolean over;

  BatchRequest(
      BatchHandler batches,
      HttpServerRequest request,
      Seat seat,
      Refusals refusals,
      Device device,
      BodyType type,
      Language language) {
    super(request, seat, refusals, BatchHandler.MOST_BYTES, Problem.TOO_MANY);
    this.batches = batches;
    this.device = device;
    this.type = type;
    this.language = language;
    request.exceptionHandler(gone -> over());
  }

  @Override
  void whole(@Nullable Buffer body) {
    List<byte[]> found = body == null ? List.of() : BatchText.codes(type, body);
    if (found == null) {
      refuse(Problem.NOT_JSON);
    } else if (found.isEmpty()) {
      refuse(Problem.EMPTY_BODY);
    } else if (found.size() > BatchHandler.MOST_CODES) {
      refuse(Problem.TOO_MANY);
    } else {
      codes = found;
      left = codes.size();
      answers = new Buffer[left];
      slice();
    }
  }

  private void slice() {
    int begin = next;
    int end = Math.min(begin + SLICE, codes.size());
    // One code at least, or a batch would wait for as long as the gateway is busy.
    while (next < end && !over && (next == begin || batches.hasTime())) {
      int index = next++;
      byte[] code = codes.get(index);
      if (index == 0) {
        batches.scans().scanCounted(device, code, code.length, new Item(index));
      } else {
        batches.scans().scan(device, code, code.length, new Item(index));
      }
    }
    if (next < codes.size() && !over) {
      batches.later(this::slice);
    }
  }

  /** One code of the batch. */
  private final class Item extends ScanOfSeveral {
    private final int index;

    Item(int index) {
      super(batches.meters());
      this.index = index;
    }

    @Override
    void tell(Verdict verdict, long skewSeconds, long idHigh, long idLow) {
      answered(batches.write(verdict, skewSeconds, idHigh, idLow, language));
    }

    @Override
    void tell(Unjudged why) {
      answered(Buffer.buffer(why.json()));
    }

    private void answered(Buffer answer) {
      answers[index] = answer;
      if (--left == 0 && !over) {
        batches.tell(answer(), seat(), answers);
      }
    }
  }

  @Override
  void failed(Throwable why) {
    batches.logFailure(why);
    refuse(Problem.FAILED);
  }

  @Override
  void over() {
    if (!over) {
      over = true;
      batches.over();
    }
  }
}
