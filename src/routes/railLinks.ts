import { resolve } from '$app/paths';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import House from '@lucide/svelte/icons/house';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import Settings from '@lucide/svelte/icons/settings';
import UserRound from '@lucide/svelte/icons/user-round';
import Users from '@lucide/svelte/icons/users';
import Wifi from '@lucide/svelte/icons/wifi';
import type { PartnershipSummary } from '$lib/domain/partnerships/partnership';
import type { RailLink } from '$lib/features/partnerships/Rail.svelte';
import { m } from '$lib/messages/messages.js';

const PARTNERSHIP = '/(app)/partnerships/[partnership]';

/** The pages there are from here; the current one is marked. */
export function railLinks(current: PartnershipSummary | null, routeId: string | null): RailLink[] {
  return [...(current ? partnershipLinks(current, routeId) : startLinks(routeId)), ...everywhere(routeId)];
}

function partnershipLinks({ slug, boards, people, role }: PartnershipSummary, routeId: string | null): RailLink[] {
  const partnership = { partnership: slug };
  const settings: RailLink = {
    href: resolve('/(app)/partnerships/[partnership]/settings', partnership),
    words: m.partnerships_settings(),
    icon: Settings,
    current: isUnder(routeId, `${PARTNERSHIP}/settings`),
    railOnly: true,
  };
  return [
    {
      href: resolve('/(app)/partnerships/[partnership]', partnership),
      words: m.app_home(),
      icon: House,
      current: routeId === PARTNERSHIP,
    },
    {
      href: resolve('/(app)/partnerships/[partnership]/boards', partnership),
      words: m.app_boards(),
      icon: LayoutDashboard,
      current: isUnder(routeId, `${PARTNERSHIP}/boards`),
      count: boards,
    },
    {
      href: resolve('/(app)/partnerships/[partnership]/people', partnership),
      words: m.app_people(),
      icon: Users,
      current: isUnder(routeId, `${PARTNERSHIP}/people`),
      count: people,
    },
    ...(role === 'convener' ? [settings] : []),
  ];
}

function startLinks(routeId: string | null): RailLink[] {
  return [
    {
      href: resolve('/(app)/partnerships'),
      words: m.app_partnerships(),
      icon: House,
      current: isUnder(routeId, '/(app)/partnerships'),
    },
  ];
}

function isUnder(routeId: string | null, place: string): boolean {
  return routeId === place || (routeId?.startsWith(`${place}/`) ?? false);
}

function everywhere(routeId: string | null): RailLink[] {
  return [
    {
      href: resolve('/(public)/connection-check'),
      words: m.connection_title(),
      icon: Wifi,
      current: routeId === '/(public)/connection-check',
      foot: true,
      railOnly: true,
    },
    { href: resolve('/help'), words: m.app_help(), icon: CircleQuestionMark, current: routeId === '/help', foot: true },
    {
      href: resolve('/(app)/account'),
      words: m.app_you(),
      icon: UserRound,
      current: isUnder(routeId, '/(app)/account'),
      phoneOnly: true,
    },
  ];
}
