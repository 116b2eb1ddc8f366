import { expect, it } from 'vitest';
import { decimalsOfRange, readRange } from './read-range.ts';

it.each([
  ['5.000 - 10.000', 5000, 10000],
  ['5000–10000 €', 5000, 10000],
  ['EUR 5.000 … EUR 10.000', 5000, 10000],
  ['von 5.000 bis 10.000,50', 5000, 10000.5],
  ['from 500 to 1000', 500, 1000],
  ['de 5 000 à 10 000 €', 5000, 10000],
  ['entre 500 y 1.000', 500, 1000],
  ['tra 500 e 1.000', 500, 1000],
  ['tussen 500 en 1.000', 500, 1000],
  ['od 500 do 1 000 zł', 500, 1000],
  ['bis zu 10.000', null, 10000],
  ['up to 10.000', null, 10000],
  ["jusqu'à 10 000", null, 10000],
  ['max. 10.000', null, 10000],
  ['<= 10.000', null, 10000],
  ['ab 5.000', 5000, null],
  ['à partir de 5 000', 5000, null],
  ['> 5.000', 5000, null],
  ['5.000+', 5000, null],
  ['10.000', null, 10000],
])('%s is what something may cost', (text, from, to) => {
  expect(readRange(text, ',')).toEqual({ from, to });
});

it.each(['10.000 - 5.000', 'flexible', 'a - b', '5 - 6 - 7', '5.000 -', '', '-'])('%s is not', (text) => {
  expect(readRange(text, ',')).toBeNull();
});

it('tells what may part the decimals of both of its ends', () => {
  expect(decimalsOfRange('5.000 - 10.000')).toEqual(['.', ',']);
  expect(decimalsOfRange('5.000 - 10.000,50')).toEqual([',']);
  expect(decimalsOfRange('5.000')).toEqual([]);
  expect(decimalsOfRange('up to 1,5.5')).toEqual([]);
});
