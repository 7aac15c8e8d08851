/* The last day of a certificate: 36 months after its issue, as fairapp.domain.ocop.certificate_expiry.
   No document here: tested with node. */

export const MONTHS = 36;

export function expiryOf(issued, months = MONTHS) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(issued);
  if (!parts) return "";
  const [year, month, day] = parts.slice(1).map(Number);
  const total = year * 12 + month - 1 + months;
  const last = new Date(Date.UTC(Math.floor(total / 12), (total % 12) + 1, 0)).getUTCDate();
  const pad = (number, width) => String(number).padStart(width, "0");
  return `${pad(Math.floor(total / 12), 4)}-${pad((total % 12) + 1, 2)}-${pad(Math.min(day, last), 2)}`;
}
