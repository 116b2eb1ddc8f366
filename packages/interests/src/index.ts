export { bestOf, MOST_MATCHES } from './best-of.ts';
export {
  keysOfInterest,
  keysOfItem,
  keysOfSaid,
  keysOfWho,
  soughtByInterest,
  soughtByItem,
  soughtBySaid,
} from './keys.ts';
export { FADES_AFTER_DAYS, LONGEST_TEXT, readSaid } from './read-said.ts';
export { type Item, readInterest, readItem } from './read-stated.ts';
export { type Fit, fitOfInterest, fitOfSaid } from './score.ts';
