/* What writing rests on, without a window: pasted pages, typing, searching, comparing, drafts. */


#include "document/mlg-rich-text-html.h"
#include "document/mlg-rich-text-search.h"
#include "document/mlg-text-diff.h"
#include "document/mlg-typing.h"
#include "store/mlg-text-merge.h"

#include <string.h>

static void
assert_pasted (const char *html,
               const char *wanted)
{
  g_autoptr(MlgRichText) text = mlg_rich_text_from_html (html, strlen (html));
  g_autofree char *markdown = mlg_rich_text_to_markdown (text);

  g_assert_cmpstr (markdown, ==, wanted);
}

/* As LibreOffice Writer 7.4 puts it on the clipboard. */
static void
test_writer_keeps_structure_and_nothing_else (void)
{
  assert_pasted ("<!DOCTYPE html><html><head><meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/><title></title>"
                 "<style type=\"text/css\">@page { margin: 2cm } p { line-height: 115%; color: #ff0000 }</style></head>"
                 "<body lang=\"fr-FR\" link=\"#000080\" dir=\"ltr\"><h2 class=\"western\">La laine</h2>\n"
                 "<p style=\"line-height: 100%; margin-bottom: 0cm\"><font face=\"Liberation Serif\"><font size=\"4\">Deux "
                 "<b>habitants</b>\nbénévoles, <i>fromagers</i></font></font><a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" "
                 "href=\"#sdfootnote1sym\"><sup>1</sup></a>.</p>\n<ul>\n\t<li><p>un</p></li>\n\t<li><p>deux</p>\n\t<ul><li><p>dedans</p></li></ul></li>\n</ul>\n"
                 "<blockquote>Une parole.</blockquote>"
                 "<div id=\"sdfootnote1\"><p class=\"sdfootnote\"><a class=\"sdfootnotesym\" name=\"sdfootnote1sym\" href=\"#sdfootnote1anc\">1</a>\n"
                 "Entretien du 3 mai.</p></div></body></html>",
                 "## La laine\n\nDeux **habitants** bénévoles, _fromagers_[^1].\n\n- un\n- deux\n  - dedans\n\n> Une parole.\n\n[^1]: Entretien du 3 mai.");
}

/* As Word puts it there: its lists are paragraphs, its bullets spans. */
static void
test_word_keeps_structure_and_nothing_else (void)
{
  assert_pasted ("Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000001000\r\n"
                 "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta name=Generator content=\"Microsoft Word 15\">"
                 "<style><!-- p.MsoNormal {mso-style-unhide:no;} --></style></head><body lang=FR><!--StartFragment-->"
                 "<h1><span style='color:#2E74B5'>Titre<o:p></o:p></span></h1>"
                 "<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span style='font-size:14.0pt'>Gras</span></b> et "
                 "<i>italique</i>&nbsp;; <span class=SpellE>lien</span> : <a href=\"https://exemple.test/a\">ici</a>.<o:p></o:p></p>"
                 "<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
                 "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span>"
                 "<![endif]>premier<o:p></o:p></p>"
                 "<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>dedans<o:p></o:p></p>"
                 "<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>compté<o:p></o:p></p>"
                 "<!--EndFragment--></body></html>",
                 "# Titre\n\n**Gras** et _italique_&#160;; lien : [ici](<https://exemple.test/a>).\n\n- premier\n  - dedans\n1. compté");
}

static void
test_the_notes_of_word_are_notes (void)
{
  assert_pasted ("<p class=MsoNormal>Appel<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\" title=\"\"><span class=MsoFootnoteReference>"
                 "<![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></a>.</p>"
                 "<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width=\"33%\"><![endif]>"
                 "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href=\"#_ftnref1\">[1]</a> La note <i>dite</i>.</p></div></div>",
                 "Appel[^1].\n\n[^1]: La note dite.");
}

static void
test_a_web_page_keeps_structure_and_nothing_else (void)
{
  assert_pasted ("<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=\"ltr\"><span style=\"font-weight:400;color:#f00\">Un </span>"
                 "<span style=\"font-weight:700;font-style:italic\">mot</span></p></b>", "Un **_mot_**");
  assert_pasted ("<nav>Menu</nav><script>alert(1)</script><style>p{}</style><div hidden>rien</div><span style='display:none'>rien</span>"
                 "<p onclick=\"x()\">Texte <a href=\"javascript:x()\">faux</a> <a href=\"/page\">court</a> <img src=x alt=image></p>", "Texte faux court");
  assert_pasted ("<table><thead><tr><th>Nom</th><th>Rôle</th></tr></thead><tbody><tr><td><p>Ardelaine</p></td><td>coopérative</td></tr></tbody></table>",
                 "**Nom** · **Rôle**\n\nArdelaine · coopérative");
  assert_pasted ("<table><tr><td><ul><li>a</li><li>b</li></ul></td><td></td><td>c<br>d</td><td></td></tr></table>", "a b · c d");
  assert_pasted ("<p>12&nbsp;m<sup>2</sup>, CO<sub>2</sub>, n<sup>o</sup>&nbsp;3, 1<sup>er</sup>, ×10<sup>12</sup></p>", "12\xc2\xa0m², CO₂, n°\xc2\xa0" "3, 1er, ×10¹²");
  assert_pasted ("<p>La laine<sup class=\"reference\"><a href=\"#cite_note-1\">[1]</a></sup><span class=\"mw-editsection\">[modifier]</span> brute</p>", "La laine brute");
  assert_pasted ("<p>coopé\xc2\xad" "ra\xe2\x80\x8btion\xe2\x80\x8e</p><p style='visibility:hidden'>rien</p><p style='mso-hide:all'>rien</p>", "coopération");
  assert_pasted ("<ul><li>a<ol><li>b</li><li>c</li></ol></li><ul><li>d</li></ul><li>e</li></ul>", "- a\n  1. b\n  2. c\n  - d\n- e");
  assert_pasted ("<p>a <img src=\"data:image/png;base64,AAAA\" alt=\"x\">b</p><hr><figure><img src=x><figcaption>Légende</figcaption></figure>", "a b\n\nLégende");
  assert_pasted ("<p># un</p><p>1. deux</p><p>- trois</p><p>&gt; quatre</p>", "\\# un\n\n1\\. deux\n\n\\- trois\n\n\\> quatre");
  assert_pasted ("un<br>deux<br><br>trois", "un\\\ndeux\n\ntrois");
  assert_pasted ("<p>   </p>", "");
  assert_pasted ("", "");
}

static void
test_pages_of_other_encodings_are_read (void)
{
  static const char latin[] = "<p>\xe9pic\xe9rie</p>";
  static const char wide[] = "\xff\xfe<\0p\0>\0\xe9\0t\0\xe9\0<\0/\0p\0>\0";
  g_autoptr(MlgRichText) a = mlg_rich_text_from_html (latin, sizeof latin - 1);
  g_autoptr(MlgRichText) b = mlg_rich_text_from_html (wide, sizeof wide - 1);
  g_autofree char *x = mlg_rich_text_to_markdown (a);
  g_autofree char *y = mlg_rich_text_to_markdown (b);

  g_assert_cmpstr (x, ==, "épicérie");
  g_assert_cmpstr (y, ==, "été");
}

/* Whatever is pasted becomes a text that Markdown keeps. */
static void
test_any_page_becomes_a_text (void)
{
  static const char *const scraps[] = {
    "<p>", "</p>", "<b>", "</b>", "<i>", "</div>", "<div>", "<ul><li>", "</li>", "<table>", "<tr>", "<td>", "<br>", "&nbsp;", "&#x2028;", "mot ",
    "<h1>", "</h1>", "<a href='http://a.test'>", "</a>", "<!--", "-->", "<blockquote>", "<pre>", "\n", "**", "<span style='font-weight:bold'>", "<",
    "&amp;", "\xe2\x80\xa8", "<ol>", "é", "[^1]", "<o:p>", "<p class=MsoListParagraph>", "<a href='#_ftn1'>[1]</a>", "<div id=ftn1>note</div>",
  };
  const char *given = g_getenv ("MLG_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("MLG_SEED=%u", seed);
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr(GString) html = g_string_new (NULL);
      g_autoptr(MlgRichText) text = NULL;
      g_autoptr(MlgRichText) again = NULL;
      g_autofree char *markdown = NULL;

      for (guint k = g_rand_int_range (random, 0, 40); k > 0; k--)
        g_string_append (html, scraps[g_rand_int_range (random, 0, G_N_ELEMENTS (scraps))]);
      text = mlg_rich_text_from_html (html->str, html->len);
      markdown = mlg_rich_text_to_markdown (text);
      again = mlg_rich_text_from_markdown (markdown);
      if (!mlg_rich_text_equal (text, again))
        g_error ("%s\nbecame\n%s", html->str, markdown);
    }
}

static void
test_deep_pages_end (void)
{
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(MlgRichText) text = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append (html, "<div><b>");
  g_string_append (html, "fond");
  text = mlg_rich_text_from_html (html->str, html->len);
  g_assert_cmpuint (text->paragraphs->len, <=, 1);
}

/* ---- typing */

static void
test_typing_is_corrected_as_french_wants (void)
{
  static const struct { const char *before, *wanted; guint n; } cases[] = {
    { "\"", "«\xe2\x80\xaf", 1 }, { "dit \"", "«\xe2\x80\xaf", 1 }, { "dit\"", "\xe2\x80\xaf»", 1 }, { "l'", "’", 1 },
    { "oui ;", "\xe2\x80\xaf;", 2 }, { "oui?", "\xe2\x80\xaf?", 1 }, { "oui !", "\xe2\x80\xaf!", 2 }, { "note:", "\xe2\x80\xaf:", 1 },
    { "et...", "…", 3 }, { "«\xe2\x80\xaf ", "", 1 }, { "mot »", "\xe2\x80\xaf»", 2 },
    { "https:", NULL, 0 }, { "http://a.fr/?", NULL, 0 }, { "10:", NULL, 0 }, { "oui\xe2\x80\xaf?", NULL, 0 }, { "quoi\xe2\x80\xaf?!", NULL, 0 },
    { "&eacute;", NULL, 0 }, { "?", NULL, 0 }, { "un mot", NULL, 0 }, { "…....", NULL, 0 }, { "a@b.fr:", NULL, 0 }, { "", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MlgTyping correction = { 0 };
      gboolean corrected = mlg_typing_correct (cases[i].before, &correction);

      g_test_message ("%s", cases[i].before);
      g_assert_cmpint (corrected, ==, cases[i].wanted != NULL);
      if (!corrected)
        continue;
      g_assert_cmpuint (correction.n_characters, ==, cases[i].n);
      g_assert_cmpstr (correction.put, ==, cases[i].wanted);
    }
}

/* ---- searching */

static void
test_replacing_keeps_the_looks (void)
{
  g_autoptr(MlgRichText) text = mlg_rich_text_from_markdown ("La **Laine** de l’atelier[^1], la laine.\n\n> LAINE\n\n[^1]: La laine.");
  g_autofree char *markdown = NULL;

  g_assert_cmpuint (mlg_rich_text_replace (text, "laine", "soie"), ==, 3);
  g_assert_cmpuint (mlg_rich_text_replace (text, "l'atelier", "l’usine"), ==, 1);
  markdown = mlg_rich_text_to_markdown (text);
  g_assert_cmpstr (markdown, ==, "La **soie** de l’usine[^1], la soie.\n\n> soie\n\n[^1]: La laine.");
  g_assert_cmpuint (mlg_rich_text_replace (text, "", "x"), ==, 0);
}

/* ---- comparing */

static void
test_paragraphs_answer_each_other (void)
{
  g_autoptr(GPtrArray) rows = mlg_text_diff ("un\ndeux mots ici\ntrois", "un\nneuf\ndeux grands mots ici\ntrois");
  const MlgDiffRow *row;
  const MlgDiffSpan *span;

  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_cmpint (((MlgDiffRow *) rows->pdata[0])->kind, ==, MLG_DIFF_SAME);
  g_assert_cmpint (((MlgDiffRow *) rows->pdata[1])->kind, ==, MLG_DIFF_ADDED);
  row = rows->pdata[2];
  g_assert_cmpint (row->kind, ==, MLG_DIFF_CHANGED);
  g_assert_cmpuint (row->left_spans->len, ==, 0);
  g_assert_cmpuint (row->right_spans->len, ==, 1);
  span = &g_array_index (row->right_spans, MlgDiffSpan, 0);
  g_assert_cmpuint (span->end - span->start, ==, strlen (" grands"));
  g_assert_cmpint (((MlgDiffRow *) rows->pdata[3])->kind, ==, MLG_DIFF_SAME);
}

/* Both texts can be read again in the rows. */
static void
test_a_comparison_loses_no_paragraph (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr(GString) first = g_string_new ("d");
      g_autoptr(GString) second = g_string_new ("d");
      g_autoptr(GString) read_first = g_string_new (NULL);
      g_autoptr(GString) read_second = g_string_new (NULL);
      GString *texts[2] = { first, second }, *read[2] = { read_first, read_second };
      g_autoptr(GPtrArray) rows = NULL;

      for (guint side = 0; side < 2; side++)
        for (guint k = g_rand_int_range (random, 0, 12); k > 0; k--)
          g_string_append_printf (texts[side], "%s%c%c", g_rand_boolean (random) ? "\n" : " ", 'a' + g_rand_int_range (random, 0, 4), 'z');
      rows = mlg_text_diff (texts[0]->str, texts[1]->str);
      for (guint k = 0; k < rows->len; k++)
        {
          const MlgDiffRow *row = rows->pdata[k];

          if (row->kind != MLG_DIFF_ADDED)
            g_string_append_printf (read[0], "%s%s", read[0]->len > 0 ? "\n" : "", row->left);
          if (row->kind != MLG_DIFF_REMOVED)
            g_string_append_printf (read[1], "%s%s", read[1]->len > 0 ? "\n" : "", row->right);
        }
      g_assert_cmpstr (read[0]->str, ==, texts[0]->str);
      g_assert_cmpstr (read[1]->str, ==, texts[1]->str);
    }
}

static char *
store (const char *markdown)
{
  g_autoptr(MlgRichText) text = mlg_rich_text_from_markdown (markdown);

  return mlg_rich_text_to_stored (text);
}

static void
test_notes_of_two_people_stay_two (void)
{
  g_autofree char *base = store ("Un.\n\nDeux.");
  g_autofree char *ours = store ("Un[^1].\n\nDeux.\n\n[^1]: Entretien d’Ana.");
  g_autofree char *theirs = store ("Un.\n\nDeux[^1] et deux[^2].\n\n[^1]: Entretien de Bo.\n[^2]: Entretien de Bo.");
  g_autofree char *merged = mlg_text_merge (base, ours, theirs);
  g_autofree char *again = NULL;
  g_autofree char *numbered = NULL;
  g_autoptr(MlgRichText) text = NULL;

  g_assert_nonnull (merged);
  again = store (merged);
  text = mlg_rich_text_from_markdown (again);
  numbered = mlg_rich_text_to_markdown (text);
  g_assert_cmpstr (numbered, ==, "Un[^1].\n\nDeux[^2] et deux[^3].\n\n[^1]: Entretien d’Ana.\n[^2]: Entretien de Bo.\n[^3]: Entretien de Bo.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add_func ("/writing/" #name, test_##name)
  ADD (writer_keeps_structure_and_nothing_else);
  ADD (word_keeps_structure_and_nothing_else);
  ADD (the_notes_of_word_are_notes);
  ADD (a_web_page_keeps_structure_and_nothing_else);
  ADD (pages_of_other_encodings_are_read);
  ADD (any_page_becomes_a_text);
  ADD (deep_pages_end);
  ADD (typing_is_corrected_as_french_wants);
  ADD (replacing_keeps_the_looks);
  ADD (notes_of_two_people_stay_two);
  ADD (paragraphs_answer_each_other);
  ADD (a_comparison_loses_no_paragraph);
  return g_test_run ();
}
