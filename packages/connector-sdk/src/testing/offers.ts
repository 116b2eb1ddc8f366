import type { EntityKind } from '@syncline/core';
import type { Stream } from '../connector.ts';
import type { Capability } from '../minimum.ts';
import type { StreamField } from '../writing.ts';
import type { ConformanceOptions } from './conformance-options.ts';
import { streamNamed } from './open-sandbox.ts';

/** How the suite sees that a connector has a capability. What is seen here by its declaration, the other tests carry out. */
interface Offer {
  /** What a user has of it. */
  readonly means: string;
  /** What an author does to offer it. */
  readonly how: string;
  isOffered(options: ConformanceOptions): boolean;
}

export const offers: Readonly<Record<Capability, Offer>> = {
  fan_out: {
    means: 'a backfill reads many pages of it side by side',
    how: "give the counted stream a backfill other than 'follow'",
    isOffered: (options) => counted(options).backfill !== 'follow',
  },
  incremental: {
    means: 'polls find what changed since a time',
    how: "give the counted stream `incremental: 'since'`",
    isOffered: (options) => counted(options).incremental === 'since',
  },
  fetch_one: {
    means: 'one record can be read alone',
    how: 'give the counted stream `fetchOne`',
    isOffered: (options) => counted(options).fetchOne !== undefined,
  },
  create_once: {
    means: 'records are created, each once',
    how: 'give the counted stream `writes.creates`',
    isOffered: (options) => creates(counted(options)),
  },
  update: {
    means: 'records are edited',
    how: 'give the counted stream `writes.update`',
    isOffered: (options) => updates(counted(options)),
  },
  conditional_update: {
    means: 'the vendor refuses an edit of a version that is no longer the newest',
    how: "give the counted stream `writes.concurrency: 'conditional'`",
    isOffered: (options) => counted(options).writes?.concurrency === 'conditional',
  },
  remove: {
    means: 'records are deleted',
    how: 'give the counted stream `writes.remove`',
    isOffered: (options) => counted(options).writes?.remove !== undefined,
  },
  close: {
    means: 'records are closed and opened again, as a state',
    how: "tell it by `closing` in the write trial of the counted stream (a CRM: of its deals')",
    isOffered: (options) => stateful(options).some((trial) => trial.closing !== undefined),
  },
  archive: {
    means: 'records are put away and taken back, as a state',
    how: 'tell it by `archiving` in the write trial of the counted stream',
    isOffered: (options) => stateful(options).some((trial) => trial.archiving !== undefined),
  },
  assign: {
    means: 'records are given to people',
    how: 'give the counted stream a writable reference to the stream of users',
    isOffered: (options) => written(options).some((field) => refersTo(options, field, 'user')),
  },
  labels: {
    means: 'records are labelled',
    how: 'give the counted stream a writable `labels`, or a set of references to a stream of labels',
    isOffered: (options) =>
      written(options).some(
        (field) => (field.name === 'labels' && field.type === 'text_set') || refersTo(options, field, 'label'),
      ),
  },
  due_date: {
    means: 'records have a day or time at which they are due',
    how: 'give the counted stream a writable field named `due…`, a `date` or an `instant`',
    isOffered: (options) =>
      written(options).some(({ name, type }) => name.startsWith('due') && (type === 'date' || type === 'instant')),
  },
  links: {
    means: 'records are linked with each other',
    how: 'give the counted stream a writable set of references to itself',
    isOffered: (options) =>
      written(options).some(({ type, references }) => type === 'reference_set' && references === counted(options).name),
  },
  milestones: {
    means: 'releases, versions or milestones are read and written, and records belong to them',
    how: 'give it a stream of milestones with writes, and the counted stream a writable reference to it',
    isOffered: (options) =>
      isWritten(options, 'milestone') && written(options).some((field) => refersTo(options, field, 'milestone')),
  },
  people: {
    means: 'people are read, so that they can be matched',
    how: 'give it a stream of users',
    isOffered: (options) => streamsOf(options, 'user').length > 0,
  },
  accounts: {
    means: 'accounts are read, created and edited',
    how: 'give it a stream of accounts with writes',
    isOffered: (options) => isWritten(options, 'account'),
  },
  contacts: {
    means: 'contacts are read, created and edited',
    how: 'give it a stream of contacts with writes',
    isOffered: (options) => isWritten(options, 'contact'),
  },
  deals: {
    means: 'deals are read, created and edited',
    how: 'give it a stream of deals with writes',
    isOffered: (options) => isWritten(options, 'deal'),
  },
  activities: {
    means: 'activities are read, created and edited',
    how: 'give it a stream of activities with writes',
    isOffered: (options) => isWritten(options, 'activity'),
  },
  read_comments: {
    means: 'comments are read',
    how: 'give it a stream of comments',
    isOffered: (options) => streamsOf(options, 'comment').length > 0,
  },
  write_comments: {
    means: 'comments are created and edited',
    how: 'give the stream of comments `writes` with creates and updates',
    isOffered: (options) => isWritten(options, 'comment'),
  },
  remove_comments: {
    means: 'comments are deleted',
    how: 'give the stream of comments `writes.remove`',
    isOffered: (options) => streamsOf(options, 'comment').some(({ writes }) => writes?.remove !== undefined),
  },
  webhooks: {
    means: 'changes are told by webhooks that prove themselves',
    how: 'give the connector `webhooks`, and the suite `signDelivery` and `signatureHeaders` (or, as `proof`, that a token is in the body)',
    isOffered: ({ connector, signDelivery, signatureHeaders = [], proof }) =>
      connector.webhooks !== undefined &&
      signDelivery !== undefined &&
      (signatureHeaders.length > 0 || proof === 'token in the body'),
  },
  register_webhooks: {
    means: 'webhooks are set up by Syncline itself',
    how: 'give `webhooks` their `register`',
    isOffered: ({ connector }) => connector.webhooks?.register !== undefined,
  },
  redelivery: {
    means: 'deliveries that failed are asked for again',
    how: 'give `webhooks` their `redeliverFailed`',
    isOffered: ({ connector }) => connector.webhooks?.redeliverFailed !== undefined,
  },
  hear_deletes: {
    means: 'a delete is told as soon as it happens',
    how: 'give the suite `signDeletion`, a delivery that tells of the delete of a record of the counted stream',
    isOffered: ({ signDeletion }) => signDeletion !== undefined,
  },
};

/** The write trials whose records are closed and archived: issues of a tracker, deals of a CRM. */
function stateful(options: ConformanceOptions): NonNullable<ConformanceOptions['writes']> {
  const { connector, writes = [], countedStream } = options;
  return writes.filter(({ stream }) =>
    connector.category === 'crm' ? streamNamed(connector, stream).kind === 'deal' : stream === countedStream,
  );
}

function counted({ connector, countedStream }: ConformanceOptions): Stream {
  return streamNamed(connector, countedStream);
}

function written(options: ConformanceOptions): readonly StreamField[] {
  return (counted(options).fields ?? []).filter(({ writable }) => writable === 'yes');
}

function streamsOf({ connector }: ConformanceOptions, kind: EntityKind): readonly Stream[] {
  return connector.streams.filter((stream) => stream.kind === kind);
}

function isWritten(options: ConformanceOptions, kind: EntityKind): boolean {
  return streamsOf(options, kind).some((stream) => creates(stream) && updates(stream));
}

function refersTo(options: ConformanceOptions, { references }: StreamField, kind: EntityKind): boolean {
  return streamsOf(options, kind).some(({ name }) => name === references);
}

function creates({ writes }: Stream): boolean {
  return writes?.creates !== undefined;
}

function updates({ writes }: Stream): boolean {
  return writes?.update !== undefined || writes?.updateMany !== undefined;
}
