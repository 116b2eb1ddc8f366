import { loadEnv } from '@syncline/runtime';
import { describe, expect, it } from 'vitest';
import { workerEnv } from './env.ts';
import { missingFieldVariables } from './field-variables.ts';
import { processSettings, syncDefaults } from './process-settings.ts';

const DATABASE_URL = 'postgres://user:s3cret@db/syncline';
const load = (variables: Record<string, string>) => loadEnv(workerEnv, { DATABASE_URL, ...variables });
const settingsOf = (variables: Record<string, string>) =>
  new Map(
    processSettings(load(variables), { DATABASE_URL, ...variables }).map(({ name, value, origin }) => [
      name,
      { value, ...origin },
    ]),
  );

describe('variables of the field', () => {
  it('say what sync configs have that do not say it themselves', () => {
    const env = load({
      SYNC_BATCH_FALLBACK_ENABLED: 'false',
      SYNC_BATCH_INTERVAL: '120',
      SYNC_BATCH_FALLBACK_SIZE: '50',
    });
    expect(syncDefaults(env)).toEqual({
      batchFallbackEnabled: { value: false, variable: 'SYNC_BATCH_FALLBACK_ENABLED' },
      syncInterval: { value: 120, variable: 'SYNC_BATCH_INTERVAL' },
      batchSize: { value: 50, variable: 'SYNC_BATCH_FALLBACK_SIZE' },
    });
    expect(syncDefaults(load({}))).toEqual({});
  });

  it('stand behind our own', () => {
    const poll = (variables: Record<string, string>) => settingsOf(variables).get('SYNCLINE_POLL_INTERVAL_MS');
    expect(poll({})).toEqual({ value: 300_000, source: 'default' });
    expect(poll({ SYNC_BATCH_INTERVAL: '60' })).toMatchObject({ value: 60_000, variable: 'SYNC_BATCH_INTERVAL' });
    expect(poll({ SYNC_BATCH_INTERVAL: '60', SYNCLINE_POLL_INTERVAL_MS: '5000' })).toMatchObject({
      value: 5_000,
      variable: 'SYNCLINE_POLL_INTERVAL_MS',
    });
  });

  it.each([
    ['INFO', 'info'],
    ['Warning', 'warn'],
    ['CRITICAL', 'fatal'],
  ])('name levels of the log as %s', (given, level) => {
    expect(load({ LOG_LEVEL: given }).LOG_LEVEL).toBe(level);
  });

  it.each([
    { LOG_LEVEL: 'loud' },
    { SYNC_BATCH_INTERVAL: '1' },
    { SYNC_BATCH_FALLBACK_SIZE: 'many' },
    { SYNC_BATCH_FALLBACK_ENABLED: 'perhaps' },
    { SYSLOG_PORT: '70000' },
    { SYSLOG_PROTOCOL: 'relp' },
    { KILLKRILL_URL: 'logs.example' },
    { KILLKRILL_USE_HTTP3: '3' },
  ])('are refused when they can not be meant: %j', (variables) => {
    expect(() => load(variables as unknown as Record<string, string>)).toThrow(Object.keys(variables)[0]);
  });

  it('of log destinations want what these need', () => {
    expect(missingFieldVariables(load({ SYSLOG_ENABLED: 'true', KILLKRILL_ENABLED: '1' }))).toEqual([
      expect.stringContaining('SYSLOG_HOST'),
      expect.stringContaining('KILLKRILL_URL'),
      expect.stringContaining('KILLKRILL_API_KEY'),
    ]);
    const whole = load({ SYSLOG_ENABLED: 'true', SYSLOG_HOST: 'logs', SYSLOG_PORT: '514' });
    expect(missingFieldVariables(whole)).toEqual([]);
    expect(missingFieldVariables(load({ SYSLOG_ENABLED: 'false' }))).toEqual([]);
  });
});

it('shows what a process is configured by, and no secret of it', () => {
  const shown = JSON.stringify([...settingsOf({ KILLKRILL_API_KEY: 'canary-key', LOG_LEVEL: 'debug' })]);
  expect(shown).toContain('debug');
  expect(shown).not.toContain('s3cret');
  expect(shown).not.toContain('canary-key');
});
