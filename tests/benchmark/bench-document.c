/* A monograph of 100 pages to PDF: 1 second to hold (DESIGN §9). */

#include "document/mlg-document.h"

#include <stdio.h>

#define N_PAGES 100
#define N_RUNS  5

/* Invented words, with what makes pages slow: bold, lists, quotations, notes. */
static void
add_text (MlgMonograph *monograph,
          GRand        *random,
          guint         number)
{
  static const char *const words[] = {
    "coopération", "territoire", "laine", "atelier", "œuvre", "l’épicerie", "habitants", "de", "la", "et", "partenariat",
    "aujourd’hui", "manœuvre", "élus", "à", "reconfiguration", "jardin", "**essentiel**", "_parfois_", "partagé",
  };
  MlgMonographSection *section = mlg_monograph_add_section (monograph);
  g_autoptr(GString) body = g_string_new (NULL);

  section->heading = g_strdup_printf ("Rubrique %u", number / 4 + 1);
  section->question = g_strdup ("Quels étaient les modes de régulation des points de friction ?");
  for (guint p = 0; p < 5; p++)
    {
      g_string_append (body, p == 2 ? "\n\n- " : p == 3 ? "\n\n> " : "\n\n");
      for (guint w = 0; w < 60; w++)
        g_string_append_printf (body, "%s ", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
    }
  g_string_append (body, "fin[^1].\n\n[^1]: Entretien avec une habitante du quartier, à l’atelier.");
  section->body = g_string_free (g_steal_pointer (&body), FALSE);
}

static MlgMonograph *
new_monograph (guint n_sections)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  MlgMonograph *monograph = mlg_monograph_new ();

  monograph->title = g_strdup ("Cent pages sur la coopération");
  for (guint i = 0; i < n_sections; i++)
    add_text (monograph, random, i);
  return monograph;
}

int
main (int    argc,
      char **argv)
{
  guint n_sections = 10, n_pages = 0;
  double best = G_MAXDOUBLE;

  /* As many sections as make the pages. */
  while (n_pages < N_PAGES)
    {
      g_autoptr(MlgMonograph) monograph = new_monograph (n_sections);
      g_autoptr(MlgDocument) document = mlg_document_new (monograph);

      n_pages = mlg_document_layout (document);
      n_sections += 10;
    }

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr(MlgMonograph) monograph = new_monograph (n_sections);
      gint64 start = g_get_monotonic_time ();
      g_autoptr(MlgDocument) document = mlg_document_new (monograph);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) pdf = mlg_document_to_pdf (document, &error);

      if (pdf == NULL)
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      n_pages = mlg_document_get_n_pages (document);
      best = MIN (best, (g_get_monotonic_time () - start) / 1000.0 * N_PAGES / n_pages);
    }

  printf ("{\"name\": \"monograph of 100 pages to PDF\", \"value\": %.1f, \"unit\": \"ms\", \"hold\": 1000}\n", best);
  return 0;
}
