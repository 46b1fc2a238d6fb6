import type { Finding } from '../finding.ts';
import { touchesWord } from './characters.ts';

/** Without I, O and S, which look like digits. */
const ALPHABET = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const SHAPE = /[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]/gi;

/** Whether thirteen characters are a unique pupil number: the first is their check letter (Department for Education, modulus 23). */
export function isUpn(characters: string): boolean {
  const upn = characters.toUpperCase();
  if (!/^[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]$/.test(upn)) return false;
  let total = 0;
  for (let place = 2; place <= 13; place++) total += place * valueOf(upn.charAt(place - 1));
  return ALPHABET[total % 23] === upn[0];
}

/** Unique pupil numbers. The shape is rare: what passes is certain. */
export function findUpns(text: string): Finding[] {
  const found: Finding[] = [];
  for (const { 0: whole, index: from } of text.matchAll(SHAPE)) {
    const to = from + whole.length;
    if (isUpn(whole) && !touchesWord(text, from, to)) found.push({ kind: 'upn', confidence: 'high', from, to });
  }
  return found;
}

function valueOf(character: string): number {
  return /\d/.test(character) ? Number(character) : ALPHABET.indexOf(character);
}
