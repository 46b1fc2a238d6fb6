import { m } from '$lib/messages/messages.js';

const KB = 1000;
const MB = KB * 1000;
const GB = MB * 1000;

/** "12.3 MB": as people and disks count, in steps of a thousand. */
export function bytesWords(bytes: number): string {
  if (bytes < MB) return m.admin_bytes_kb({ size: inWords(bytes / KB) });
  if (bytes < GB) return m.admin_bytes_mb({ size: inWords(bytes / MB) });
  return m.admin_bytes_gb({ size: inWords(bytes / GB) });
}

function inWords(size: number): string {
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: size < 100 ? 1 : 0 }).format(size);
}
