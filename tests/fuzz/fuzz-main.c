/* Without libFuzzer: every file of the corpus folder as it is, then cut and damaged in ways
 * that a seed decides, so that a failure comes again.
 *
 *   fuzz-csv FOLDER [--seed N] [--rounds N]
 */

#include "fuzz.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS   200        /* damaged copies of each file */
#define MAX_GROWTH 4096

/* What formats are made of: damage that a random byte seldom does. */
static const char *const tokens[] = {
  "\"", "\"\"", ";", ",", "\t", "|", "\r\n", "\n", "\r", "{", "}", "[", "]", ":", "\\u0000", "\\ud800", "null", "1e999", "<", ">",
  "&", "]]>", "<![CDATA[", "<!--", "PK\x03\x04", "BEGIN:VCARD\r\n", "END:VCARD\r\n", "\xef\xbb\xbf", "\xff\xfe", "\xc3", "\xe9", "=",
  "=\r\n", "\r\n ", "-1", "4294967296", "99999999999999999999", "\x7f", "\x1f", "\x1e",
};

static GByteArray *
damage (GRand      *rand,
        const char *data,
        gsize       length)
{
  GByteArray *bytes = g_byte_array_sized_new (length + 64);

  g_byte_array_append (bytes, (const guint8 *) data, length);
  for (gint n = g_rand_int_range (rand, 1, 9); n > 0; n--)
    {
      guint at = bytes->len == 0 ? 0 : g_rand_int_range (rand, 0, bytes->len);
      guint left = bytes->len - at;
      guint much = left == 0 ? 0 : g_rand_int_range (rand, 0, MIN (left, 64) + 1);
      const char *token = tokens[g_rand_int_range (rand, 0, G_N_ELEMENTS (tokens))];
      guint token_length = strlen (token);

      switch (g_rand_int_range (rand, 0, 6))
        {
        case 0:
          if (left > 0)
            bytes->data[at] = g_rand_int_range (rand, 0, 256);
          break;
        case 1:
          if (left > 0)
            bytes->data[at] ^= 1 << g_rand_int_range (rand, 0, 8);
          break;
        case 2:
          if (much > 0)
            g_byte_array_remove_range (bytes, at, much);
          break;
        case 3:
          g_byte_array_set_size (bytes, at);
          break;
        case 4:
          if (left >= token_length)
            memcpy (bytes->data + at, token, token_length);
          break;
        default:
          if (bytes->len < length + MAX_GROWTH)
            {
              g_byte_array_set_size (bytes, bytes->len + token_length);
              memmove (bytes->data + at + token_length, bytes->data + at, left);
              memcpy (bytes->data + at, token, token_length);
            }
          break;
        }
    }

  return bytes;
}

/* A copy of its own size: a reader one byte past the end is seen by a sanitizer. */
static void
try_bytes (const void *data,
           gsize       length)
{
  guint8 *copy = malloc (MAX (length, 1));

  if (length > 0)
    memcpy (copy, data, length);
  LLVMFuzzerTestOneInput (copy, length);
  free (copy);
}

static void
try_file (const char *path,
          guint32     seed,
          guint       rounds)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed ^ g_str_hash (name));
  g_autofree char *data = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &error))
    g_error ("%s", error->message);

  g_print ("# %s\n", name);
  try_bytes (data, length);
  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr(GByteArray) bytes = damage (rand, data, length);

      try_bytes (bytes->data, bytes->len);
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

int
main (int    argc,
      char **argv)
{
  gint64 seed = -1, rounds = ROUNDS;
  const GOptionEntry options[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "of the damage", "N" },
    { "rounds", 0, 0, G_OPTION_ARG_INT64, &rounds, "damaged copies of each file", "N" },
    { NULL }
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("FOLDER");
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  const char *name;
  GDir *folder;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    g_error ("%s", error != NULL ? error->message : "which folder?");

  folder = g_dir_open (argv[1], 0, &error);
  if (folder == NULL)
    g_error ("%s", error->message);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (paths, g_build_filename (argv[1], name, NULL));
  g_dir_close (folder);
  g_ptr_array_sort (paths, compare_names);
  if (paths->len == 0)
    g_error ("the corpus %s is empty", argv[1]);

  if (seed < 0)
    seed = g_random_int ();
  g_print ("# --seed %" G_GINT64_FORMAT "\n", seed);
  for (guint i = 0; i < paths->len; i++)
    try_file (paths->pdata[i], (guint32) seed, (guint) rounds);
  return 0;
}
