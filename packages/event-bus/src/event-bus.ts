/** One event on its way out. */
export interface BusMessage {
  /** The same for the same event whenever it is made: what the bus knows a second copy by. */
  readonly id: string;
  readonly workspaceId: number;
  /** `items.created`; the bus puts its prefix before it. */
  readonly type: string;
  /** The envelope as text; the same bytes whenever it is made. */
  readonly body: string;
}

/** Where events go that other software listens to. */
export interface EventBus {
  readonly kind: 'none' | 'nats';
  /**
   * Connects, makes ready what events are kept in, and takes the place of whoever published before: what that one sends
   * from now on is refused, or takes this one's place. Throws BusUnavailableError.
   */
  openPublisher(): Promise<BusPublisher>;
  close(): Promise<void>;
}

export interface BusPublisher {
  /**
   * Resolves when the bus has all of them, in this order and with nothing between them. A copy of what it has already
   * is not kept again. When it throws (BusUnavailableError), some of the first of them may have been kept; this publisher
   * is of no more use then, and another one is to be given the same messages again.
   */
  publish(messages: readonly BusMessage[]): Promise<void>;
}

/** The bus is away, refuses, or somebody else publishes. Nothing is lost by it: what was not kept is sent again. */
export class BusUnavailableError extends Error {
  override readonly name = 'BusUnavailableError';
}

/** No bus: events are read from the live stream alone. */
export const noEventBus: EventBus = {
  kind: 'none',
  openPublisher: () => Promise.reject(new BusUnavailableError('No event bus is configured')),
  close: async () => {},
};
