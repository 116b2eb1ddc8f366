/** What a vendor is told, and what it sends by. */
export interface Occasion {
  readonly secret: string;
  /** The vendor's name of the delivery, wherever it puts it. */
  readonly id: string;
  readonly at: Date;
  /** The address that was registered. */
  readonly url: string;
}

export interface Sent {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
  /** What the address ends with: `?key=…`. */
  readonly query?: string;
}

/** One way in which a vendor proves its deliveries. */
export interface Sender {
  readonly connector: string;
  /** The header that carries the proof; `?` and the parameter of the address, or `body:` and the member, that does. */
  readonly proof: string;
  /** As the vendor sends it; `body` stands for its own. */
  send(occasion: Occasion, body?: string): Sent;
  /** The same with a proof by something weaker than the vendor uses. */
  downgrade(occasion: Occasion): Sent;
  /** The same body under another name, by somebody who has it and no secret. */
  rename(sent: Sent): Sent;
  /** What is stored of a body that carries its proof; absent: the body. */
  kept?(body: string): string;
}
