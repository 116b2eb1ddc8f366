import type { Json } from '@syncline/core';
import { refusedField } from '../writing/refused.ts';
import { expressDuration, expressInstant } from './express.ts';
import { type ObjectField, Wrong } from './object-field.ts';

const TIME = /^(\d\d):(\d\d)(?::(\d\d))?$/;

/** When it is, or was: its day with its time of day, which are UTC. None without a time of day. */
export const occurredAt: ObjectField = {
  name: 'occurred_at',
  api: 'due_time',
  type: 'instant',
  writable: 'yes',
  read: ({ due_date: day, due_time: time }) => {
    if (time === undefined || day === undefined) return undefined;
    if (time === null || time === '' || day === null || day === '') return null;
    if (typeof day !== 'string' || typeof time !== 'string' || !TIME.test(time)) return new Wrong('a time of day');
    const at = expressInstant(`${day.slice(0, 10)}T${time.length === 5 ? `${time}:00` : time}Z`);
    return typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? at : new Wrong('a time of day');
  },
  write: (body, value) => {
    const at: Json = expressInstant(value);
    if (at === null) {
      body.own['due_time'] = null;
      return;
    }
    if (typeof at !== 'string' || Number.isNaN(Date.parse(at)))
      throw refusedField('occurred_at', `${JSON.stringify(value)} is no time`);
    body.own['due_date'] = at.slice(0, 10);
    body.own['due_time'] = at.slice(11, 19);
  },
  express: expressInstant,
};

export const duration: ObjectField = {
  name: 'duration_seconds',
  api: 'duration',
  type: 'number',
  writable: 'yes',
  read: ({ duration: raw }) => {
    if (raw === undefined) return undefined;
    if (raw === null || raw === '') return null;
    const parts = typeof raw === 'string' ? TIME.exec(raw) : null;
    if (parts === null) return new Wrong('a duration');
    return Number(parts[1]) * 3_600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  },
  write: (body, value) => {
    const seconds = expressDuration(value);
    if (seconds === null) {
      body.own['duration'] = null;
      return;
    }
    if (typeof seconds !== 'number' || seconds >= 360_000)
      throw refusedField('duration_seconds', `${JSON.stringify(value)} is no duration below a hundred hours`);
    const two = (part: number) => String(part).padStart(2, '0');
    const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
    body.own['duration'] = `${two(hours)}:${two(minutes)}:${two(seconds % 60)}`;
  },
  express: expressDuration,
};
