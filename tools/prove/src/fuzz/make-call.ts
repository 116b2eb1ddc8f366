import { createRandom, type Random } from '../shared/random.ts';
import type { Call } from './call.ts';
import type { Callers } from './callers.ts';
import type { Description, Route } from './description.ts';
import { oddBody, spoiled } from './odd-bodies.ts';
import { oddHeaders, oddQueries, oddSegments, oddTargets, oddValues } from './oddities.ts';
import { type Desk, recipes, type Wanted } from './recipes.ts';
import { kindOfName, kindOfPath, type Things } from './things.ts';
import { someUuid, valueOf } from './values.ts';

export interface CallMaker {
  /** The call of this number. */
  make(number: number, route: Route, intent: Intent): Promise<Call>;
}

/** good: as someone sends it who means well and may; keyless: the same without a key. */
export type Intent = 'good' | 'keyless' | 'any';

export interface CallMakerOptions {
  readonly seed: number;
  readonly description: Description;
  readonly things: Things;
  readonly callers: Callers;
  readonly ask: Desk['ask'];
}

const alienMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];
/** Made by the fuzz itself: what a query picks from. */
const namesOfSides = ['left', 'right', 'victim', 'nobody'];

export function createCallMaker({ seed, description, things, callers, ask }: CallMakerOptions): CallMaker {
  const hint = (name: string, random: Random): unknown => {
    const kind = kindOfName(name);
    if (kind) return random.below(8) === 0 ? undefined : things.pick(kind, random);
    if (name === 'connection') return random.pick(namesOfSides);
    if (name === 'cursor') return random.below(3) === 0 ? things.cursor(random) : undefined;
    return undefined;
  };
  const wanted = (route: Route, random: Random): Wanted => {
    const options = { description, random, hint };
    const kind = kindOfPath(route.path);
    const isThere = random.below(8) > 0;
    const of = (place: 'path' | 'query' | 'header') => route.parameters.filter((each) => each.in === place);
    const some = (place: 'query' | 'header') =>
      of(place).flatMap(({ name, schema, required }) =>
        // Cursors belong to lists; one of a stranger is an oddity.
        required || (name !== 'cursor' && random.below(4) === 0)
          ? [[name, valueOf(schema, options, name)] as const]
          : [],
      );
    return {
      params: Object.fromEntries(
        of('path').map(({ name, schema }) => {
          if (name === 'id' && kind !== null && isThere) return [name, things.pick(kind, random)];
          if (schema.format === 'uuid') return [name, someUuid(random)];
          return [name, String(valueOf(schema, options, name))];
        }),
      ),
      query: Object.fromEntries(some('query')),
      headers: Object.fromEntries(
        some('header')
          .filter(([name]) => !['if-match', 'idempotency-key'].includes(name))
          .map(([name, value]) => [name, encodeURIComponent(String(value))]),
      ),
      body: route.body && valueOf(route.body, options),
    };
  };

  return {
    make: async (number, route, intent) => {
      const random = createRandom(seed * 1_000_003 + number);
      const made = wanted(route, random);
      const recipe = intent !== 'any' || random.below(2) === 0 ? recipes[route.name] : undefined;
      const desk: Desk = { random, things, ask, adminKey: callers.adminKey };
      const best: Wanted = { ...made, ...(recipe ? await recipe(desk, made) : {}) };
      if (intent !== 'any') {
        const kind = kindOfPath(route.path);
        const needsThere = recipe === undefined && kind !== null && 'id' in best.params;
        const params = needsThere ? { ...best.params, id: things.pick(kind, random) } : best.params;
        return written(
          number,
          route,
          { ...best, params },
          { as: intent === 'good' ? 'admin' : 'nobody', oddity: 'none' },
        );
      }
      return odd(number, route, best, random);
    },
  };

  function odd(number: number, route: Route, best: Wanted, random: Random): Call {
    const as = random.below(3) > 0 ? 'admin' : callers.pick(random);
    const good = written(number, route, best, { as, oddity: 'none' });
    switch (random.below(route.body === null ? 8 : 14)) {
      case 0:
        return good;
      case 1: {
        const odds = Object.keys(best.params);
        if (odds.length === 0)
          return { ...good, target: withQuery(good.target, random.pick(oddQueries)), oddity: 'query' };
        const path = pathOf(route, best, { [random.pick(odds)]: random.pick(oddSegments) });
        return { ...good, target: path, oddity: 'path' };
      }
      case 2:
        return { ...good, route: null, target: random.pick(oddTargets).replace('@', good.target), oddity: 'target' };
      case 3:
      case 4:
        return { ...good, target: withQuery(good.target, random.pick(oddQueries)), oddity: 'query' };
      case 5: {
        const names = route.parameters.filter((each) => each.in === 'query').map(({ name }) => name);
        if (names.length === 0) return { ...good, oddity: 'repeated', target: `${good.target}?a=1&a=2` };
        const name = random.pick(names);
        const values = [random.pick(oddValues), random.pick(oddValues)].slice(0, 1 + random.below(2));
        const query = values.map((value) => `${name}=${escaped(value)}`).join('&');
        return { ...good, target: withQuery(good.target, query), oddity: 'query value' };
      }
      case 6: {
        const own = route.parameters.filter((each) => each.in === 'header').map(({ name }) => name);
        const meant = oddHeaders.filter(([name]) => random.below(2) === 0 && own.includes(name));
        const [name, value] = random.pick(meant.length > 0 ? meant : oddHeaders);
        return {
          ...good,
          headers: [...good.headers.filter(([each]) => each !== name), [name, value]],
          oddity: `header ${name}`,
        };
      }
      case 7: {
        const method = random.pick(alienMethods.filter((each) => each !== route.method));
        return {
          ...good,
          route:
            description.routes.find(
              (each) =>
                each.path === route.path && (each.method === method || (method === 'HEAD' && each.method === 'GET')),
            ) ?? null,
          method,
          oddity: 'method',
        };
      }
      default: {
        const isJson = random.below(2) === 0;
        const text = isJson
          ? Buffer.from(JSON.stringify(spoiled(best.body ?? {}, random)))
          : oddBody(random, JSON.stringify(best.body ?? {}));
        return { ...withBody(good, text), oddity: isJson ? 'body value' : 'body' };
      }
    }
  }

  function written(
    number: number,
    route: Route,
    { params, query, headers, body }: Wanted,
    { as, oddity }: Pick<Call, 'as' | 'oddity'>,
  ): Call {
    const search = Object.entries(query).map(([name, value]) => `${name}=${escaped(value)}`);
    const call: Call = {
      number,
      route,
      method: route.method,
      target: withQuery(pathOf(route, { params }), search.join('&')),
      headers: [...callers.headersOf(as), ...Object.entries(headers)],
      body: null,
      as,
      oddity,
    };
    // Bytes of a file are described by nothing; a recipe gives them.
    return route.body === null && (body ?? null) === null ? call : withBody(call, Buffer.from(JSON.stringify(body)));
  }
}

function withBody(call: Call, body: Buffer): Call {
  const headers = call.headers.filter(([name]) => name !== 'content-type' && name !== 'content-length');
  return {
    ...call,
    body,
    headers: [...headers, ['content-type', 'application/json'], ['content-length', String(body.length)]],
  };
}

function pathOf(
  { path }: Route,
  { params }: Pick<Wanted, 'params'>,
  raw: Readonly<Record<string, string>> = {},
): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => raw[name] ?? escaped(params[name] ?? ''));
}

function withQuery(target: string, query: string): string {
  if (query === '') return target;
  return `${target}${target.includes('?') ? '&' : '?'}${query}`;
}

/** Percent-encoded; halves of surrogate pairs as the bytes that some clients make of them. */
function escaped(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(text.toWellFormed())
    .slice(0, 8_000)
    .replace(/%[0-9A-F]?$/, '');
}
