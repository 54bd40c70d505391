/* What the bytes of a text file mean.
 *
 * Order of belief: a byte order mark; zero bytes on one side of each pair (UTF-16); valid UTF-8
 * from end to end, a rare foreign byte aside, as when two lists were pasted together; then
 * Windows or Macintosh, by which of the two makes French out of the bytes above 127.
 */

#include "exchange/mlg-encoding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Enough to see on which side of the pairs the zero bytes are. */
#define UTF16_SAMPLE 4096

static const gunichar2 windows_1252[128] = {
  0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
  0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
  0x00a0, 0x00a1, 0x00a2, 0x00a3, 0x00a4, 0x00a5, 0x00a6, 0x00a7, 0x00a8, 0x00a9, 0x00aa, 0x00ab, 0x00ac, 0x00ad, 0x00ae, 0x00af,
  0x00b0, 0x00b1, 0x00b2, 0x00b3, 0x00b4, 0x00b5, 0x00b6, 0x00b7, 0x00b8, 0x00b9, 0x00ba, 0x00bb, 0x00bc, 0x00bd, 0x00be, 0x00bf,
  0x00c0, 0x00c1, 0x00c2, 0x00c3, 0x00c4, 0x00c5, 0x00c6, 0x00c7, 0x00c8, 0x00c9, 0x00ca, 0x00cb, 0x00cc, 0x00cd, 0x00ce, 0x00cf,
  0x00d0, 0x00d1, 0x00d2, 0x00d3, 0x00d4, 0x00d5, 0x00d6, 0x00d7, 0x00d8, 0x00d9, 0x00da, 0x00db, 0x00dc, 0x00dd, 0x00de, 0x00df,
  0x00e0, 0x00e1, 0x00e2, 0x00e3, 0x00e4, 0x00e5, 0x00e6, 0x00e7, 0x00e8, 0x00e9, 0x00ea, 0x00eb, 0x00ec, 0x00ed, 0x00ee, 0x00ef,
  0x00f0, 0x00f1, 0x00f2, 0x00f3, 0x00f4, 0x00f5, 0x00f6, 0x00f7, 0x00f8, 0x00f9, 0x00fa, 0x00fb, 0x00fc, 0x00fd, 0x00fe, 0x00ff,
};

static const gunichar2 mac_roman[128] = {
  0x00c4, 0x00c5, 0x00c7, 0x00c9, 0x00d1, 0x00d6, 0x00dc, 0x00e1, 0x00e0, 0x00e2, 0x00e4, 0x00e3, 0x00e5, 0x00e7, 0x00e9, 0x00e8,
  0x00ea, 0x00eb, 0x00ed, 0x00ec, 0x00ee, 0x00ef, 0x00f1, 0x00f3, 0x00f2, 0x00f4, 0x00f6, 0x00f5, 0x00fa, 0x00f9, 0x00fb, 0x00fc,
  0x2020, 0x00b0, 0x00a2, 0x00a3, 0x00a7, 0x2022, 0x00b6, 0x00df, 0x00ae, 0x00a9, 0x2122, 0x00b4, 0x00a8, 0x2260, 0x00c6, 0x00d8,
  0x221e, 0x00b1, 0x2264, 0x2265, 0x00a5, 0x00b5, 0x2202, 0x2211, 0x220f, 0x03c0, 0x222b, 0x00aa, 0x00ba, 0x03a9, 0x00e6, 0x00f8,
  0x00bf, 0x00a1, 0x00ac, 0x221a, 0x0192, 0x2248, 0x2206, 0x00ab, 0x00bb, 0x2026, 0x00a0, 0x00c0, 0x00c3, 0x00d5, 0x0152, 0x0153,
  0x2013, 0x2014, 0x201c, 0x201d, 0x2018, 0x2019, 0x00f7, 0x25ca, 0x00ff, 0x0178, 0x2044, 0x20ac, 0x2039, 0x203a, 0xfb01, 0xfb02,
  0x2021, 0x00b7, 0x201a, 0x201e, 0x2030, 0x00c2, 0x00ca, 0x00c1, 0x00cb, 0x00c8, 0x00cd, 0x00ce, 0x00cf, 0x00cc, 0x00d3, 0x00d4,
  0xf8ff, 0x00d2, 0x00da, 0x00db, 0x00d9, 0x0131, 0x02c6, 0x02dc, 0x00af, 0x02d8, 0x02d9, 0x02da, 0x00b8, 0x02dd, 0x02db, 0x02c7,
};

static const struct
{
  const char *name;
  const char *label;
} encodings[MLG_N_ENCODINGS] = {
  [MLG_ENCODING_UTF8]         = { "utf-8", N_("Unicode (UTF-8)") },
  [MLG_ENCODING_UTF16_LE]     = { "utf-16le", N_("Unicode (UTF-16)") },
  [MLG_ENCODING_UTF16_BE]     = { "utf-16be", N_("Unicode (UTF-16, reversed)") },
  [MLG_ENCODING_WINDOWS_1252] = { "windows-1252", N_("Windows (Western Europe)") },
  [MLG_ENCODING_MAC_ROMAN]    = { "macintosh", N_("Macintosh (Western Europe)") },
};

const char *
mlg_encoding_get_label (MlgEncoding encoding)
{
  g_return_val_if_fail (encoding < MLG_N_ENCODINGS, "");

  return _(encodings[encoding].label);
}

const char *
mlg_encoding_get_name (MlgEncoding encoding)
{
  g_return_val_if_fail (encoding < MLG_N_ENCODINGS, "");

  return encodings[encoding].name;
}

gboolean
mlg_encoding_parse (const char  *name,
                    MlgEncoding *encoding)
{
  for (guint i = 0; i < MLG_N_ENCODINGS; i++)
    {
      if (g_ascii_strcasecmp (name, encodings[i].name) == 0)
        {
          *encoding = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* How much a character speaks for French: é is everywhere, « and € are plausible, the rest is
 * what the wrong table makes of the right bytes. */
static int
weigh_character (gunichar2 c)
{
  switch (c)
    {
    case 0x00e9: return 10;
    case 0x00e8: case 0x00e0: case 0x00e7: case 0x00ea: return 5;
    case 0x00f4: case 0x00ee: case 0x00fb: case 0x00e2: case 0x00eb: case 0x00ef: case 0x00f9: case 0x2019: return 3;
    case 0x00c9: case 0x00c0: case 0x00c8: case 0x00ca: case 0x00c7: case 0x00ce: case 0x00d4: return 1;
    case 0x0153: case 0x0152: case 0x20ac: case 0x00ab: case 0x00bb: case 0x00b0: case 0x00a0: return 1;
    case 0xfffd: return -20;
    default: return -1;
    }
}

static MlgEncoding
guess_eight_bits (const guchar *bytes,
                  gsize         length)
{
  gsize counts[128] = { 0 };
  gint64 windows = 0, mac = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] >= 0x80)
        counts[bytes[i] - 0x80]++;
    }

  for (guint i = 0; i < 128; i++)
    {
      windows += (gint64) counts[i] * weigh_character (windows_1252[i]);
      mac += (gint64) counts[i] * weigh_character (mac_roman[i]);
    }

  return mac > windows ? MLG_ENCODING_MAC_ROMAN : MLG_ENCODING_WINDOWS_1252;
}

/* Latin text in UTF-16 has a zero in nearly every pair, always on the same side. */
static gboolean
guess_utf16 (const guchar *bytes,
             gsize         length,
             MlgEncoding  *encoding)
{
  gsize n_pairs = MIN (length, UTF16_SAMPLE) / 2;
  gsize zeros[2] = { 0, 0 };

  for (gsize i = 0; i < 2 * n_pairs; i++)
    zeros[i % 2] += bytes[i] == 0;

  if (n_pairs == 0 || MAX (zeros[0], zeros[1]) * 10 < n_pairs * 7 || MIN (zeros[0], zeros[1]) * 10 > n_pairs)
    return FALSE;

  *encoding = zeros[1] > zeros[0] ? MLG_ENCODING_UTF16_LE : MLG_ENCODING_UTF16_BE;
  return TRUE;
}

/* A character of French text, of its typography, or of a telephone's keyboard. In Windows text two
 * or three bytes above 127 in a row make a valid sequence now and then (« société » with a
 * no-break space: U+983B), but never one of these. */
static gboolean
is_plausible (gunichar c)
{
  return (c >= 0xa0 && c < 0x180) || c == 0x192 || (c >= 0x300 && c < 0x370) || (c >= 0x2000 && c < 0x2100) || c == 0x20ac ||
         c == 0x2116 || c == 0x2122 || (c >= 0x2190 && c < 0x2200) || (c >= 0x25a0 && c < 0x27c0) || c == 0xfeff || c >= 0x1f000;
}

typedef struct
{
  gsize n_accents;     /* plausible characters written on several bytes */
  gsize n_odd;         /* valid ones of other scripts */
  gsize n_foreign;     /* bytes that are no UTF-8 */
} Census;

/* The end of the valid sequence at @p; NULL: none. */
static const char *
read_sequence (const char *p,
               const char *end,
               gunichar   *c)
{
  *c = g_utf8_get_char_validated (p, MIN (end - p, 6));
  return *c == (gunichar) -1 || *c == (gunichar) -2 ? NULL : p + g_unichar_to_utf8 (*c, NULL);
}

static Census
count_characters (const char *p,
                  const char *end)
{
  Census census = { 0 };

  while (p < end)
    {
      const char *after;
      gunichar c;

      if ((guchar) *p < 0x80)
        {
          p++;
          continue;
        }

      after = read_sequence (p, end, &c);
      if (after == NULL)
        {
          census.n_foreign++;
          p++;
          continue;
        }
      if (is_plausible (c))
        census.n_accents++;
      else
        census.n_odd++;
      p = after;
    }

  return census;
}

/* Text of another encoding makes a plausible sequence of UTF-8 by chance, or quotes one that was
 * spoiled before, far less often. */
#define FOREIGN_PER_ACCENT 8

/* Zero bytes are neither here nor there. Some lines may come from another list. */
static gboolean
is_utf8 (const char *bytes,
         gsize       length)
{
  Census census;

  if (g_utf8_validate_len (bytes, length, NULL))
    return TRUE;

  census = count_characters (bytes, bytes + length);
  return census.n_foreign <= census.n_accents * FOREIGN_PER_ACCENT;
}

MlgEncoding
mlg_encoding_guess (const char *bytes,
                    gsize       length)
{
  MlgEncoding encoding;

  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    return MLG_ENCODING_UTF8;
  if (length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    return MLG_ENCODING_UTF16_LE;
  if (length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    return MLG_ENCODING_UTF16_BE;
  if (guess_utf16 ((const guchar *) bytes, length, &encoding))
    return encoding;
  if (is_utf8 (bytes, length))
    return MLG_ENCODING_UTF8;

  return guess_eight_bits ((const guchar *) bytes, length);
}

/* A line of UTF-8 in a Windows text: its accents are plausible, and it has nothing else. « Â » before
 * a no-break space alone says nothing. */
static gboolean
is_line_of_utf8 (const guchar *line,
                 const guchar *end)
{
  gboolean letters = FALSE;
  Census census;

  for (const guchar *p = line; p + 1 < end && !letters; p++)
    letters = *p == 0xc3 && p[1] >= 0x80 && p[1] < 0xc0;
  if (!letters)
    return FALSE;

  census = count_characters ((const char *) line, (const char *) end);
  return census.n_foreign == 0 && census.n_odd == 0;
}

/* One line in twenty of those with accents at the least: a rarer one quotes a text that was spoiled
 * before, and is kept as it stands. */
#define LINES_PER_LINE_OF_UTF8 20

static guint
count_lines_of_utf8 (const guchar *bytes,
                     gsize         length)
{
  const guchar *end = bytes + length;
  guint n = 0, n_accented = 0;

  while (bytes < end)
    {
      const guchar *line_end = memchr (bytes, '\n', end - bytes);
      const guchar *stop = line_end == NULL ? end : line_end, *p = bytes;

      while (p < stop && *p < 0x80)
        p++;
      n_accented += p < stop;
      n += p < stop && is_line_of_utf8 (p, stop);
      bytes = stop + 1;
    }

  return n * LINES_PER_LINE_OF_UTF8 >= n_accented ? n : 0;
}

static char *
from_eight_bits (const gunichar2 *table,
                 const guchar    *bytes,
                 gsize            length,
                 gsize           *utf8_length,
                 guint           *n_lost)
{
  char sequences[128][4];
  guint lengths[128];
  char *text = g_malloc (3 * length + 1);
  char *to = text;
  gboolean mixed = table == windows_1252 && count_lines_of_utf8 (bytes, length) > 0;

  for (guint i = 0; i < 128; i++)
    lengths[i] = g_unichar_to_utf8 (table[i], sequences[i]);

  for (gsize i = 0; i < length; i++)
    {
      if (mixed && (i == 0 || bytes[i - 1] == '\n'))
        {
          const guchar *line_end = memchr (bytes + i, '\n', length - i);
          gsize n = (line_end == NULL ? length : (gsize) (line_end - bytes)) - i;

          if (is_line_of_utf8 (bytes + i, bytes + i + n))
            {
              for (gsize j = 0; j < n; j++)
                *to++ = bytes[i + j] == '\0' ? ' ' : (char) bytes[i + j];
              i += n;
              if (i == length)
                break;
            }
        }

      if (bytes[i] < 0x80)
        {
          *to++ = bytes[i] == '\0' ? ' ' : (char) bytes[i];
          continue;
        }

      guint c = bytes[i] - 0x80;

      *n_lost += table[c] == 0xfffd;
      memcpy (to, sequences[c], lengths[c]);
      to += lengths[c];
    }

  *to = '\0';
  *utf8_length = to - text;
  return g_realloc (text, *utf8_length + 1);
}

static char *
from_utf16 (gboolean      big_endian,
            const guchar *bytes,
            gsize         length,
            gsize        *utf8_length,
            guint        *n_lost)
{
  g_autoptr(GString) text = g_string_sized_new (length);
  gunichar high = 0;

  for (gsize i = 0; i + 1 < length; i += 2)
    {
      gunichar c = big_endian ? bytes[i] << 8 | bytes[i + 1] : bytes[i + 1] << 8 | bytes[i];
      gboolean is_low = c >= 0xdc00 && c < 0xe000;

      if (high != 0 && is_low)
        {
          g_string_append_unichar (text, 0x10000 + ((high - 0xd800) << 10) + (c - 0xdc00));
          high = 0;
          continue;
        }

      if (high != 0 || is_low)
        {
          g_string_append_unichar (text, 0xfffd);
          (*n_lost)++;
        }

      high = c >= 0xd800 && c < 0xdc00 ? c : 0;
      if (high == 0 && !is_low)
        g_string_append_unichar (text, c == 0 ? ' ' : c);
    }

  if (high != 0 || length % 2 != 0)
    {
      g_string_append_unichar (text, 0xfffd);
      (*n_lost)++;
    }

  *utf8_length = text->len;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* In a text that is all UTF-8, every script is welcome; in a mixed one what is not plausible is
 * Windows too. */
static char *
from_utf8 (const char *bytes,
           gsize       length,
           gsize      *utf8_length,
           guint      *n_lost)
{
  const char *end = bytes + length;
  gboolean mixed = !g_utf8_validate_len (bytes, length, NULL) && count_characters (bytes, end).n_foreign > 0;
  GString *text = g_string_sized_new (length + 1);

  while (bytes < end)
    {
      const char *run = bytes, *after;
      gunichar c;

      while (bytes < end && (guchar) *bytes < 0x80 && *bytes != '\0')
        bytes++;
      g_string_append_len (text, run, bytes - run);
      if (bytes == end)
        break;

      after = *bytes == '\0' ? NULL : read_sequence (bytes, end, &c);
      if (*bytes == '\0')
        g_string_append_c (text, ' ');
      else if (after != NULL && (!mixed || is_plausible (c)))
        g_string_append_len (text, bytes, after - bytes);
      else
        {
          c = windows_1252[(guchar) *bytes & 0x7f];
          *n_lost += c == 0xfffd;
          g_string_append_unichar (text, c);
          after = NULL;
        }
      bytes = after != NULL ? after : bytes + 1;
    }

  *utf8_length = text->len;
  return g_string_free (text, FALSE);
}

guint
mlg_encoding_count_foreign_lines (MlgEncoding  encoding,
                                  const char  *bytes,
                                  gsize        length)
{
  const char *end = bytes + length;
  guint n = 0;

  if (bytes != NULL && encoding == MLG_ENCODING_WINDOWS_1252)
    return count_lines_of_utf8 ((const guchar *) bytes, length);
  if (bytes == NULL || encoding != MLG_ENCODING_UTF8 || g_utf8_validate_len (bytes, length, NULL))
    return 0;

  while (bytes < end)
    {
      const char *line_end = memchr (bytes, '\n', end - bytes);
      const char *stop = line_end == NULL ? end : line_end;

      n += count_characters (bytes, stop).n_foreign > 0;
      bytes = stop + 1;
    }

  return n;
}

char *
mlg_encoding_to_utf8 (MlgEncoding  encoding,
                      const char  *bytes,
                      gsize        length,
                      gsize       *utf8_length,
                      guint       *n_lost)
{
  const guchar *raw;
  guint lost = 0;
  char *text;

  g_return_val_if_fail (utf8_length != NULL, NULL);

  if (encoding == MLG_ENCODING_UTF8 && length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    bytes += 3, length -= 3;
  if (encoding == MLG_ENCODING_UTF16_LE && length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    bytes += 2, length -= 2;
  if (encoding == MLG_ENCODING_UTF16_BE && length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    bytes += 2, length -= 2;

  raw = (const guchar *) bytes;

  switch (encoding)
    {
    case MLG_ENCODING_UTF16_LE:
    case MLG_ENCODING_UTF16_BE:
      text = from_utf16 (encoding == MLG_ENCODING_UTF16_BE, raw, length, utf8_length, &lost);
      break;
    case MLG_ENCODING_WINDOWS_1252:
      text = from_eight_bits (windows_1252, raw, length, utf8_length, &lost);
      break;
    case MLG_ENCODING_MAC_ROMAN:
      text = from_eight_bits (mac_roman, raw, length, utf8_length, &lost);
      break;
    case MLG_ENCODING_UTF8:
    default:
      text = from_utf8 (bytes, length, utf8_length, &lost);
      break;
    }

  if (n_lost != NULL)
    *n_lost = lost;
  return text;
}

/* ---- encoded twice */

/* The byte that Windows-1252 shows as @c; -1: none. What it leaves undefined stands for itself. */
static int
to_windows_1252 (gunichar c)
{
  if (c >= 0x80 && c < 0x100)
    return (int) c;
  for (int i = 0; i < 32; i++)
    if (windows_1252[i] == c && c != 0xfffd)
      return 0x80 + i;

  return -1;
}

/* The characters from @p on that are not ASCII, as the bytes they were; appended to @to when these say
 * something plausible in UTF-8. FALSE: they are what they are. @after: behind them, in any case. */
static gboolean
restore_run (const char  *p,
             const char  *end,
             const char **after,
             GString     *to)
{
  gsize before = to->len;
  gboolean fits = TRUE;

  for (; p < end && (guchar) *p >= 0x80; p = g_utf8_next_char (p))
    {
      int byte = to_windows_1252 (g_utf8_get_char (p));

      fits &= byte >= 0;
      if (fits)
        g_string_append_c (to, (char) byte);
    }

  *after = p;
  for (const char *at = to->str + before; fits && at < to->str + to->len;)
    {
      gunichar c;

      at = read_sequence (at, to->str + to->len, &c);
      fits = at != NULL && is_plausible (c);
      if (!fits)
        break;
    }
  if (!fits)
    g_string_truncate (to, before);
  return fits;
}

guint
mlg_encoding_restore_twice_encoded (char  **text,
                                    gsize  *length)
{
  const char *p = *text, *end = *text + *length;
  g_autoptr(GString) restored = NULL;
  guint n = 0, n_right = 0;

  /* « Ã », « Â » and « â€ » begin all of them. */
  if (memmem (p, *length, "\303\203", 2) == NULL && memmem (p, *length, "\303\202", 2) == NULL && memmem (p, *length, "\303\242\342", 3) == NULL)
    return 0;

  restored = g_string_sized_new (*length + 1);
  while (p < end)
    {
      const char *run = p;

      while (p < end && (guchar) *p < 0x80)
        p++;
      g_string_append_len (restored, run, p - run);
      if (p == end)
        break;

      run = p;
      if (restore_run (run, end, &p, restored))
        n++;
      else
        {
          n_right++;
          g_string_append_len (restored, run, p - run);
        }
    }

  /* Once in a list that is right elsewhere, it is what the list says. */
  if (n <= n_right)
    return 0;
  g_free (*text);
  *length = restored->len;
  *text = g_string_free (g_steal_pointer (&restored), FALSE);
  return n;
}
