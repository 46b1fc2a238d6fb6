import type { CardType } from '$lib/domain/boards/schema';
import type { Colour } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import Construction from '@lucide/svelte/icons/construction';
import HandHelping from '@lucide/svelte/icons/hand-helping';
import Lightbulb from '@lucide/svelte/icons/lightbulb';
import MapPin from '@lucide/svelte/icons/map-pin';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import Signpost from '@lucide/svelte/icons/signpost';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';

/** The picture of each card type. It never stands without its word nearby or in the accessible name. */
export const typeIcons = {
  idea: Lightbulb,
  need: MessageCircle,
  barrier: Construction,
  offer: HandHelping,
  ask: CircleQuestionMark,
  evidence: ChartColumn,
  asset: MapPin,
  assumption: CircleDashed,
  risk: TriangleAlert,
  decision: Signpost,
  action: CircleCheck,
} as const satisfies Record<CardType, unknown>;

const typeWords: Record<CardType, () => string> = {
  idea: m.board_type_idea,
  need: m.board_type_need,
  barrier: m.board_type_barrier,
  offer: m.board_type_offer,
  ask: m.board_type_ask,
  evidence: m.board_type_evidence,
  asset: m.board_type_asset,
  assumption: m.board_type_assumption,
  risk: m.board_type_risk,
  decision: m.board_type_decision,
  action: m.board_type_action,
};

export function typeWord(type: CardType): string {
  return typeWords[type]();
}

const colourWords: Record<Colour, () => string> = {
  slate: m.board_colour_slate,
  blue: m.board_colour_blue,
  teal: m.board_colour_teal,
  violet: m.board_colour_violet,
  green: m.board_colour_green,
  amber: m.board_colour_amber,
  rose: m.board_colour_rose,
  sand: m.board_colour_sand,
};

export function colourWord(colour: Colour): string {
  return colourWords[colour]();
}
