/* The name of a record for ever: a UUID, version 7 when made, version 5 when derived. */

#include "model/mlg-id.h"

#include <string.h>

static void
set_version (MlgId  *id,
             guint8  version)
{
  id->bytes[6] = (id->bytes[6] & 0x0f) | (version << 4);
  id->bytes[8] = (id->bytes[8] & 0x3f) | 0x80;
}

/* The next of a series that only grows: milliseconds since 1970 in the high bits, a counter of 12 bits in the low ones.
 * A clock set back, or more than 4 096 in one millisecond, run ahead of the time rather than break the order. */
static guint64
next_moment (void)
{
  static GMutex mutex;
  static guint64 last;
  guint64 moment = (guint64) (g_get_real_time () / 1000) << 12;

  g_mutex_lock (&mutex);
  if (moment <= last)
    moment = last + 1;
  last = moment;
  g_mutex_unlock (&mutex);
  return moment;
}

/* RFC 9562 §6.2, method 1: the counter stands in rand_a, so that of two records made here the older has the smaller id. */
MlgId
mlg_id_new (void)
{
  guint64 moment = next_moment ();
  guint64 ms = moment >> 12;
  MlgId id;

  for (guint i = 0; i < 6; i++)
    id.bytes[i] = (guint8) (ms >> (8 * (5 - i)));
  id.bytes[6] = (guint8) ((moment >> 8) & 0x0f);
  id.bytes[7] = (guint8) moment;

  for (guint i = 8; i < 16; i += 4)
    {
      guint32 word = g_random_int ();

      memcpy (id.bytes + i, &word, sizeof word);
    }

  set_version (&id, 7);
  return id;
}

MlgId
mlg_id_derive (const MlgId *space,
               const char  *name,
               gssize       length)
{
  g_autoptr(GChecksum) sha1 = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize digest_length = sizeof digest;
  MlgId id;

  g_return_val_if_fail (space != NULL && name != NULL, (MlgId) { 0 });

  g_checksum_update (sha1, space->bytes, sizeof space->bytes);
  g_checksum_update (sha1, (const guchar *) name, length);
  g_checksum_get_digest (sha1, digest, &digest_length);
  memcpy (id.bytes, digest, sizeof id.bytes);

  set_version (&id, 5);
  return id;
}

char *
mlg_id_write (const MlgId *id,
              char        *text)
{
  static const char digits[] = "0123456789abcdef";
  char *to = text;

  for (guint i = 0; i < 16; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *to++ = '-';
      *to++ = digits[id->bytes[i] >> 4];
      *to++ = digits[id->bytes[i] & 15];
    }
  *to = '\0';
  return text;
}

char *
mlg_id_dup_text (const MlgId *id)
{
  return mlg_id_write (id, g_malloc (MLG_ID_TEXT_LENGTH + 1));
}

gboolean
mlg_id_parse (const char *text,
              MlgId      *id)
{
  MlgId parsed;
  guint n = 0;

  if (text == NULL)
    return FALSE;

  for (guint i = 0; i < MLG_ID_TEXT_LENGTH; i++)
    {
      if (i == 8 || i == 13 || i == 18 || i == 23)
        {
          if (text[i] != '-')
            return FALSE;
          continue;
        }

      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return FALSE;
      if (n % 2 == 0)
        parsed.bytes[n / 2] = (guint8) (digit << 4);
      else
        parsed.bytes[n / 2] |= (guint8) digit;
      n++;
    }

  if (text[MLG_ID_TEXT_LENGTH] != '\0')
    return FALSE;

  *id = parsed;
  return TRUE;
}

gboolean
mlg_id_is_null (const MlgId *id)
{
  static const MlgId null = { 0 };

  return memcmp (id, &null, sizeof null) == 0;
}

int
mlg_id_compare (const MlgId *a,
                const MlgId *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes);
}

guint
mlg_id_hash (gconstpointer id)
{
  guint32 words[4];

  memcpy (words, ((const MlgId *) id)->bytes, sizeof words);
  return words[0] ^ (words[1] * 31) ^ (words[2] * 131) ^ (words[3] * 1031);
}

gboolean
mlg_id_equal (gconstpointer a,
              gconstpointer b)
{
  return mlg_id_compare (a, b) == 0;
}

MlgId *
mlg_id_copy (const MlgId *id)
{
  return g_memdup2 (id, sizeof *id);
}
