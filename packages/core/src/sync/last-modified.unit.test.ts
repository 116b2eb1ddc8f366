import { describe, expect, it } from 'vitest';
import { defaultPolicy } from './field-policy.ts';
import { agreed, HERE, minutesAgo, NOW, origin, rule, show, showBothChanged, THERE } from './testing/scene.ts';

describe('4 last_modified_wins', () => {
  it('4 is the default', () => {
    expect(defaultPolicy).toMatchObject({ mode: 'last_modified_wins', lock: null, sensitive: false });
  });

  it('4 the later edit stands, the other is kept in the audit', () => {
    const origins = { title: origin('hub', minutesAgo(5)) };
    const later = showBothChanged({}, { origins, changedAt: minutesAgo(4) });
    expect(later).toMatchObject({ patch: { title: 'theirs' }, decisions: [{ outcome: 'taken', overridden: 'ours' }] });
    expect(later.origins).toEqual({ title: { at: minutesAgo(4).toISOString(), by: HERE } });
    const earlier = showBothChanged({}, { origins, changedAt: minutesAgo(6) });
    expect(earlier).toMatchObject({ patch: {}, decisions: [{ outcome: 'pushed_back', overridden: 'theirs' }] });
  });

  it('4 each field has a time of its own: a later edit of another field does not freshen it', () => {
    const result = show({
      entity: { title: 'ours', body: 'ours' },
      shadow: agreed({ title: 'old', body: 'old' }),
      incoming: { title: 'theirs', body: 'theirs' },
      origins: { title: origin('hub', minutesAgo(5)), body: origin('hub', minutesAgo(5)) },
      timeOf: (remote) => minutesAgo(remote === 'title' ? 1 : 9),
      rules: [rule(), rule({ field: 'body' })],
    });
    expect(result.patch).toEqual({ title: 'theirs' });
    expect(Object.keys(result.origins)).toEqual(['title']);
  });

  it('4 a field that did not change keeps the time it has, however fresh the record is', () => {
    const result = show({
      entity: { title: 'same', body: 'old' },
      shadow: agreed({ title: 'same', body: 'old' }),
      incoming: { title: 'same', body: 'theirs' },
      rules: [rule(), rule({ field: 'body' })],
    });
    expect(Object.keys(result.origins)).toEqual(['body']);
  });

  it('4 a clock that is ahead counts as now, and never outlives our own observation', () => {
    const result = showBothChanged(
      {},
      { changedAt: minutesAgo(-120), origins: { title: origin('hub', minutesAgo(5)) } },
    );
    expect(result.origins).toEqual({ title: { at: NOW.toISOString(), by: HERE } });
  });

  it('4 ties go by the order of streams', () => {
    const tie = (streams: string[], by: string) =>
      showBothChanged({ policy: { streams } }, { changedAt: NOW, origins: { title: origin(by, NOW) } }).patch;
    expect(tie([HERE, THERE], THERE)).toEqual({ title: 'theirs' });
    expect(tie([THERE, HERE], THERE)).toEqual({});
    expect(tie([THERE, HERE], 'hub')).toEqual({ title: 'theirs' });
    expect(tie([THERE, HERE], HERE)).toEqual({ title: 'theirs' });
  });

  it('4 a value of unknown origin gives way', () => {
    expect(showBothChanged({}, { changedAt: minutesAgo(600) }).patch).toEqual({ title: 'theirs' });
  });

  it('4 wall clocks decide no other policy', () => {
    for (const mode of ['remote_wins', 'local_wins', 'source_priority', 'immutable_after_bind', 'manual'] as const) {
      const outcomes = [minutesAgo(600), minutesAgo(5), NOW].map((changedAt) =>
        showBothChanged(
          { policy: { mode, streams: [THERE, HERE] } },
          { changedAt, origins: { title: origin('hub', minutesAgo(5)) }, holders: () => [THERE] },
        ).decisions.map((decision) => decision.outcome),
      );
      expect(outcomes[1]).toEqual(outcomes[0]);
      expect(outcomes[2]).toEqual(outcomes[0]);
    }
  });
});
