/** What a shared device needs beside: everyone else's pages go without its code. */
export async function seatBar() {
  return (await import('./SeatBar.svelte')).default;
}

export async function tableStart() {
  return (await import('./TableStart.svelte')).default;
}

export type SeatBarHere = Awaited<ReturnType<typeof seatBar>>;
