package io.scangate.engine.lists;

/** Signs lists with the key that is in use now. */
@FunctionalInterface
public interface ListSignature {
  /** The list as gateways take it; throws where no key may sign. */
  byte[] sign(String name, long number, byte[] content);
}
