import type { Finding } from '../finding.ts';
import { touchesWord } from './characters.ts';

/** The areas there are (Royal Mail, with the Crown dependencies). */
const AREAS = new Set(
  (
    'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL ' +
    'GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX ' +
    'PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN ' +
    'WR WS WV YO ZE'
  ).split(' '),
);
const SHAPE = /([a-z]{1,2})(\d[a-z\d]?)[ \u00a0]?(\d[abd-hjlnp-uw-z]{2})/gi;
const ORDINAL = /^(?:1st|2nd|3rd|\dth)$/;

/** Full postcodes, which may be one household. A district alone is an area of thousands, and nothing. */
export function findPostcodes(text: string): Finding[] {
  const found: Finding[] = [];
  for (const { 0: whole, index: from, 1: area = '', 3: inward = '' } of text.matchAll(SHAPE)) {
    const to = from + whole.length;
    if (!AREAS.has(area.toUpperCase()) || ORDINAL.test(inward) || touchesWord(text, from, to)) continue;
    found.push({ kind: 'postcode', confidence: 'low', from, to });
  }
  return found;
}

/** The same postcode, however it was written. */
export function plainPostcode(written: string): string {
  return written.replace(/[ \u00a0]/g, '').toUpperCase();
}
