/** A request that Trello would refuse, with a line of plain text. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'The requested resource was not found.');
}

export function invalid(name: string): Refusal {
  return new Refusal(400, `invalid value for ${name}`);
}
