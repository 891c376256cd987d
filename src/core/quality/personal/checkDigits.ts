// Check digits and rules of numbers that no library here has.

/** NHS number: ten digits, weights 10 to 2, eleven less their sum modulo eleven; ten is never given out (NHS data dictionary). */
export function isNhs(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number);
  const check = (11 - (digits.slice(0, 9).reduce((sum, digit, at) => sum + digit * (10 - at), 0) % 11)) % 11;
  return digits.length === 10 && check < 10 && check === digits[9];
}

/**
 * Of the first ten digits of a German tax identification number one occurs twice, or three times but not in a row, and every other
 * at most once (Bundeszentralamt für Steuern, Prüfziffernberechnung, 2016).
 */
export function repeatsOneDigit(text: string): boolean {
  const digits = text.replace(/\D/g, '').slice(0, 10);
  const often = [...new Set(digits)].filter((digit) => digits.split(digit).length > 2);
  const [digit = ''] = often;
  const times = digits.split(digit).length - 1;
  return often.length === 1 && times <= 3 && !digits.includes(digit.repeat(3));
}
