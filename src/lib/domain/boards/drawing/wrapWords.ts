/** Widths of the letters from the space to the tilde, in thousandths of the size of the type, of the product's own face. */
const WIDTHS = [
  280, 286, 301, 651, 592, 919, 731, 160, 299, 299, 485, 606, 210, 362, 210, 387, 648, 407, 548, 576, 614, 588, 598,
  510, 615, 595, 210, 210, 553, 628, 553, 480, 778, 626, 613, 645, 669, 569, 552, 694, 694, 392, 512, 631, 541, 824,
  693, 714, 592, 724, 614, 592, 558, 690, 593, 856, 623, 575, 607, 317, 387, 344, 552, 372, 243, 525, 566, 485, 564,
  538, 314, 558, 550, 252, 245, 492, 262, 845, 550, 548, 566, 574, 349, 471, 326, 540, 461, 684, 481, 449, 460, 344,
  237, 344, 555,
];
const FIRST = 32;
/** Other letters of alphabets, and what is as wide as it is high: signs of Chinese, Japanese and Korean, and pictures. */
const OTHER = 600;
const WIDE = 1_000;
const IS_WIDE = /\p{Extended_Pictographic}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;
/** What stands on or joins the letter before it. */
const IS_MARK = /\p{M}|\u200d|\p{Emoji_Modifier}/u;
/** Bold is a little wider; and a program that lacks our face takes another, mostly wider one. */
const BOLD = 1.05;

export interface Lines {
  /** Size of the type in units. */
  size: number;
  width: number;
  /** Most lines; what does not fit ends in "…". */
  most: number;
  bold?: boolean;
}

/** How wide words come out, about: there is no page to measure them in. */
export function widthOf(words: string, { size, bold = false }: Pick<Lines, 'size' | 'bold'>): number {
  let sum = 0;
  for (const letter of words) sum += widthOfLetter(letter);
  return (sum * size * (bold ? BOLD : 1)) / 1_000;
}

/** Words in lines that fit: broken between words, within one only when it is longer than a line. */
export function wrapWords(words: string, lines: Lines): string[] {
  const made: string[] = [];
  for (const paragraph of words.replace(/\s+$/u, '').split(/\r\n|\r|\n/)) {
    for (const line of wrapParagraph(paragraph, lines)) {
      made.push(line);
      if (made.length > lines.most)
        return [...made.slice(0, lines.most - 1), shortened(made[lines.most - 1] ?? '', lines)];
    }
  }
  return made;
}

function* wrapParagraph(paragraph: string, lines: Lines): Generator<string> {
  let line = '';
  for (const word of paragraph.split(/(?<=\s)/u)) {
    if (widthOf((line + word).trimEnd(), lines) <= lines.width) {
      line += word;
      continue;
    }
    if (line !== '') yield line.trimEnd();
    const pieces = cutToFit(word, lines);
    line = pieces.pop() ?? '';
    yield* pieces;
  }
  yield line.trimEnd();
}

/** A word in pieces no wider than a line, each at least one letter with what stands on it. */
function cutToFit(word: string, lines: Lines): string[] {
  const pieces: string[] = [];
  let piece = '';
  let isJoined = false;
  for (const letter of word) {
    const mayBreak = piece !== '' && !isJoined && !IS_MARK.test(letter);
    if (mayBreak && widthOf(piece + letter.trimEnd(), lines) > lines.width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
    isJoined = letter === '\u200d';
  }
  return [...pieces, piece];
}

function shortened(line: string, lines: Lines): string {
  const letters = [...line];
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, lines) > lines.width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

function widthOfLetter(letter: string): number {
  const known = WIDTHS[(letter.codePointAt(0) ?? 0) - FIRST];
  if (known !== undefined) return known;
  if (IS_MARK.test(letter)) return 0;
  return IS_WIDE.test(letter) ? WIDE : OTHER;
}
