#include "document/mlg-pdf-book.h"

#include <string.h>

/* Objects of the file. */
typedef struct
{
  const MlgPdfBook *book;
  MlgPdfFile       *file;
  guint             root, about, pages, fonts, structure, document, parents, outline;
  GArray           *page_numbers;     /* guint, by page */
  GArray           *first_elements;   /* guint, by page: of its element 0 */
  GArray           *first_links;      /* guint, by page: of its link 0 */
  GHashTable       *places;           /* place → index + 1 in where */
  GArray           *where;            /* Where */
} Binding;

typedef struct
{
  guint  page;
  double y;
} Where;

static const MlgPdfPage *
get_page (const Binding *self,
          guint          i)
{
  return g_array_index (self->book->sheets, MlgPdfSheet, i).page;
}

static guint
number_of (const GArray *numbers,
           guint         i)
{
  return g_array_index (numbers, guint, i);
}

static guint
reserve_many (MlgPdfFile *file,
              guint       n)
{
  guint first = mlg_pdf_file_reserve (file);

  for (guint i = 1; i < n; i++)
    mlg_pdf_file_reserve (file);
  return first;
}

/* Everything has its number before anything points to it. */
static void
number_all (Binding *self)
{
  self->root = mlg_pdf_file_reserve (self->file);
  self->about = mlg_pdf_file_reserve (self->file);
  self->pages = mlg_pdf_file_reserve (self->file);
  self->fonts = mlg_pdf_file_reserve (self->file);
  self->structure = mlg_pdf_file_reserve (self->file);
  self->document = mlg_pdf_file_reserve (self->file);
  self->parents = mlg_pdf_file_reserve (self->file);
  self->outline = self->book->headings->len > 0 ? reserve_many (self->file, self->book->headings->len + 1) : 0;
  for (guint i = 0; i < self->book->sheets->len; i++)
    {
      const MlgPdfPage *page = get_page (self, i);
      guint number = reserve_many (self->file, 2);
      guint elements = page->elements->len > 0 ? reserve_many (self->file, page->elements->len) : 0;
      guint links = page->links->len > 0 ? reserve_many (self->file, page->links->len) : 0;

      g_array_append_val (self->page_numbers, number);
      g_array_append_val (self->first_elements, elements);
      g_array_append_val (self->first_links, links);
      for (guint k = 0; k < page->places->len; k++)
        {
          const MlgPdfPlace *place = &g_array_index (page->places, MlgPdfPlace, k);
          Where where = { i, place->y };

          g_array_append_val (self->where, where);
          g_hash_table_insert (self->places, GUINT_TO_POINTER (place->place), GUINT_TO_POINTER (self->where->len));
        }
    }
}

static gboolean
append_destination (const Binding *self,
                    GString       *out,
                    guint          place)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, GUINT_TO_POINTER (place)));
  const Where *where = found > 0 ? &g_array_index (self->where, Where, found - 1) : NULL;

  if (where == NULL)
    return FALSE;
  g_string_append_printf (out, "/Dest [%u 0 R /XYZ 0 ", number_of (self->page_numbers, where->page));
  mlg_pdf_append_number (out, where->y);
  g_string_append (out, " null]");
  return TRUE;
}

/* ---- pages */

static void
append_resources (const Binding     *self,
                  GString           *out,
                  const MlgPdfSheet *sheet)
{
  g_string_append_printf (out, " /Resources << /Font %u 0 R", self->fonts);
  if (sheet->page->forms->len > 0 || sheet->page->strangers->len > 0)
    {
      g_string_append (out, " /XObject <<");
      for (guint i = 0; i < sheet->page->forms->len; i++)
        {
          guint form = number_of (sheet->page->forms, i);

          if (form < self->book->forms->len)
            g_string_append_printf (out, " /X%u %u 0 R", form, number_of (self->book->forms, form));
        }
      for (guint i = 0; i < sheet->strangers->len; i++)
        g_string_append_printf (out, " /S%u %u 0 R", i, number_of (sheet->strangers, i));
      g_string_append (out, " >>");
    }
  g_string_append (out, " >>");
}

static void
write_page (const Binding *self,
            guint          i)
{
  const MlgPdfSheet *sheet = &g_array_index (self->book->sheets, MlgPdfSheet, i);
  guint number = number_of (self->page_numbers, i);
  GString *out = mlg_pdf_file_begin (self->file, number);

  g_string_append_printf (out, "<< /Type /Page /Parent %u 0 R /Contents %u 0 R /StructParents %u /Tabs /S", self->pages, number + 1, i);
  append_resources (self, out, sheet);
  if (sheet->page->links->len > 0)
    {
      g_string_append (out, " /Annots [");
      for (guint k = 0; k < sheet->page->links->len; k++)
        g_string_append_printf (out, " %u 0 R", number_of (self->first_links, i) + k);
      g_string_append (out, " ]");
    }
  g_string_append (out, " >>");
  mlg_pdf_file_add_stream (self->file, number + 1, "", sheet->content);
}

static void
write_pages (const Binding *self)
{
  GString *out = mlg_pdf_file_begin (self->file, self->pages);

  g_string_append (out, "<< /Type /Pages /MediaBox [0 0 ");
  mlg_pdf_append_number (out, self->book->width);
  g_string_append_c (out, ' ');
  mlg_pdf_append_number (out, self->book->height);
  g_string_append_printf (out, "] /Count %u /Kids [", self->book->sheets->len);
  for (guint i = 0; i < self->book->sheets->len; i++)
    g_string_append_printf (out, " %u 0 R", number_of (self->page_numbers, i));
  g_string_append (out, " ] >>");
  for (guint i = 0; i < self->book->sheets->len; i++)
    write_page (self, i);
}

/* An address stands between brackets. */
static void
append_address (GString    *out,
                const char *address)
{
  g_string_append (out, "/A << /S /URI /URI (");
  for (const char *p = address; *p != '\0'; p++)
    {
      if (*p == '(' || *p == ')' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  g_string_append (out, ") >>");
}

static void
write_links (const Binding *self,
             guint          i,
             guint          first_parent)
{
  const MlgPdfPage *page = get_page (self, i);

  for (guint k = 0; k < page->links->len; k++)
    {
      const MlgPdfLink *link = &g_array_index (page->links, MlgPdfLink, k);
      GString *out = mlg_pdf_file_begin (self->file, number_of (self->first_links, i) + k);
      const double corners[] = { link->left, link->bottom, link->right, link->top };

      g_string_append (out, "<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [");
      for (guint c = 0; c < 4; c++)
        {
          mlg_pdf_append_number (out, corners[c]);
          g_string_append_c (out, c < 3 ? ' ' : ']');
        }
      g_string_append_printf (out, " /StructParent %u ", first_parent + k);
      if (link->address != NULL)
        append_address (out, link->address);
      else
        append_destination (self, out, link->place);
      g_string_append (out, " >>");
    }
}

/* ---- what is what */

static void
write_element (const Binding *self,
               guint          i,
               guint          k)
{
  const MlgElement *element = &g_array_index (get_page (self, i)->elements, MlgElement, k);
  guint first = number_of (self->first_elements, i);
  GString *out = mlg_pdf_file_begin (self->file, first + k);

  g_string_append_printf (out, "<< /Type /StructElem /S /%s /P %u 0 R /Pg %u 0 R", element->tag,
                          element->parent >= 0 ? first + element->parent : self->document, number_of (self->page_numbers, i));
  if (element->alternative != NULL)
    {
      g_string_append (out, " /Alt ");
      mlg_pdf_append_text (out, element->alternative);
    }
  if (strcmp (element->tag, "TH") == 0)
    g_string_append (out, " /A << /O /Table /Scope /Column >>");
  g_string_append (out, " /K [");
  for (guint n = 0; n < element->kids->len; n++)
    {
      const MlgKid *kid = &g_array_index (element->kids, MlgKid, n);

      if (kid->kind == MLG_KID_CONTENT)
        g_string_append_printf (out, " %u", kid->number);
      else if (kid->kind == MLG_KID_ELEMENT)
        g_string_append_printf (out, " %u 0 R", first + kid->number);
      else
        g_string_append_printf (out, " << /Type /OBJR /Obj %u 0 R >>", number_of (self->first_links, i) + kid->number);
    }
  g_string_append (out, " ] >>");
}

/* From a marked content of a page, or a link, back to its element. */
static void
write_parents (const Binding *self)
{
  GString *out = mlg_pdf_file_begin (self->file, self->parents);
  guint n_pages = self->book->sheets->len, next = n_pages;

  g_string_append (out, "<< /Nums [");
  for (guint i = 0; i < n_pages; i++)
    {
      const GArray *owners = get_page (self, i)->owners;

      g_string_append_printf (out, " %u [", i);
      for (guint k = 0; k < owners->len; k++)
        g_string_append_printf (out, " %u 0 R", number_of (self->first_elements, i) + number_of (owners, k));
      g_string_append (out, " ]");
    }
  for (guint i = 0; i < n_pages; i++)
    for (guint k = 0; k < get_page (self, i)->links->len; k++)
      g_string_append_printf (out, " %u %u 0 R", next++,
                              number_of (self->first_elements, i) + g_array_index (get_page (self, i)->links, MlgPdfLink, k).element);
  g_string_append (out, " ] >>");
}

static void
write_structure (const Binding *self)
{
  guint n_pages = self->book->sheets->len, next = n_pages;
  GString *out = mlg_pdf_file_begin (self->file, self->structure);

  g_string_append_printf (out, "<< /Type /StructTreeRoot /K %u 0 R /ParentTree %u 0 R >>", self->document, self->parents);
  out = mlg_pdf_file_begin (self->file, self->document);
  g_string_append_printf (out, "<< /Type /StructElem /S /Document /P %u 0 R /K [", self->structure);
  for (guint i = 0; i < n_pages; i++)
    for (guint k = 0; k < get_page (self, i)->elements->len; k++)
      if (g_array_index (get_page (self, i)->elements, MlgElement, k).parent < 0)
        g_string_append_printf (out, " %u 0 R", number_of (self->first_elements, i) + k);
  g_string_append (out, " ] >>");
  for (guint i = 0; i < n_pages; i++)
    {
      for (guint k = 0; k < get_page (self, i)->elements->len; k++)
        write_element (self, i, k);
      write_links (self, i, next);
      next += get_page (self, i)->links->len;
    }
  write_parents (self);
}

/* ---- outline */

static const MlgPdfHeading *
get_heading (const Binding *self,
             guint          i)
{
  return &g_array_index (self->book->headings, MlgPdfHeading, i);
}

/* The next one under the same; n: there is none. */
static guint
find_next (const Binding *self,
           guint          i)
{
  guint n = self->book->headings->len, level = get_heading (self, i)->level;

  for (guint k = i + 1; k < n && get_heading (self, k)->level >= level; k++)
    if (get_heading (self, k)->level == level)
      return k;
  return n;
}

/* Those under heading @parent (-1: the outline itself): the first, the last, how many. */
static guint
find_children (const Binding *self,
               int            parent,
               guint         *first,
               guint         *last)
{
  guint n = self->book->headings->len, n_children = 0;

  *first = *last = parent + 1;
  if (*first >= n || (parent >= 0 && get_heading (self, *first)->level <= get_heading (self, parent)->level))
    return 0;
  for (guint k = *first; k < n; k = find_next (self, k))
    {
      *last = k;
      n_children++;
    }
  return n_children;
}

static void
write_heading (const Binding *self,
               guint          i,
               int            parent,
               guint          previous)
{
  GString *out = mlg_pdf_file_begin (self->file, self->outline + 1 + i);
  guint first, last, n = find_children (self, i, &first, &last), next = find_next (self, i);

  g_string_append (out, "<< /Title ");
  mlg_pdf_append_text (out, get_heading (self, i)->text);
  g_string_append_printf (out, " /Parent %u 0 R ", parent >= 0 ? self->outline + 1 + parent : self->outline);
  if (previous < i)
    g_string_append_printf (out, "/Prev %u 0 R ", self->outline + 1 + previous);
  if (next < self->book->headings->len)
    g_string_append_printf (out, "/Next %u 0 R ", self->outline + 1 + next);
  /* The first level is open, what is under it closed. */
  if (n > 0)
    g_string_append_printf (out, "/First %u 0 R /Last %u 0 R /Count %d ", self->outline + 1 + first, self->outline + 1 + last,
                            parent < 0 ? (int) n : -(int) n);
  append_destination (self, out, get_heading (self, i)->place);
  g_string_append (out, " >>");
}

static void
write_outline (const Binding *self)
{
  guint n = self->book->headings->len, first, last, n_open = 0;
  g_autofree guint *previous = g_new (guint, n);
  GString *out;

  for (guint i = 0; i < n; i++)
    previous[i] = n;
  for (guint i = 0; i < n; i++)
    {
      guint next = find_next (self, i);

      if (next < n)
        previous[next] = i;
    }
  for (guint i = 0; i < n; i++)
    {
      int parent = (int) i - 1;

      while (parent >= 0 && get_heading (self, parent)->level >= get_heading (self, i)->level)
        parent--;
      if (parent < 0 || get_heading (self, parent)->level == 0)
        n_open++;
      write_heading (self, i, parent, previous[i]);
    }
  find_children (self, -1, &first, &last);
  out = mlg_pdf_file_begin (self->file, self->outline);
  g_string_append_printf (out, "<< /Type /Outlines /First %u 0 R /Last %u 0 R /Count %u >>", self->outline + 1 + first, self->outline + 1 + last, n_open);
}

/* ---- the whole */

static void
append_said (GString    *out,
             const char *key,
             const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, "/%s ", key);
  mlg_pdf_append_text (out, text);
  g_string_append_c (out, ' ');
}

static void
write_about (const Binding *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%d%H%M%SZ");
  g_autofree char *language = g_strcanon (g_strdup (self->book->language), G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS, '-');
  GString *out = mlg_pdf_file_begin (self->file, self->about);

  g_string_append (out, "<< ");
  append_said (out, "Title", self->book->title);
  append_said (out, "Author", self->book->authors);
  append_said (out, "Subject", self->book->subject);
  g_string_append_printf (out, "/Creator (Maillage) /Producer (Maillage) /CreationDate (D:%s) >>", date);

  out = mlg_pdf_file_begin (self->file, self->root);
  g_string_append_printf (out, "<< /Type /Catalog /Pages %u 0 R /Lang (%s) /MarkInfo << /Marked true >> /StructTreeRoot %u 0 R "
                          "/ViewerPreferences << /DisplayDocTitle true >>", self->pages, language, self->structure);
  if (self->outline > 0)
    g_string_append_printf (out, " /PageMode /UseOutlines /Outlines %u 0 R", self->outline);
  g_string_append (out, " >>");
}

static gboolean
write_fonts (const Binding *self)
{
  g_autoptr(GString) resources = g_string_new (NULL);

  if (!mlg_pdf_fonts_write (self->book->fonts, self->file, resources))
    return FALSE;
  g_string_append_printf (mlg_pdf_file_begin (self->file, self->fonts), "<< %s>>", resources->str);
  return TRUE;
}

GBytes *
mlg_pdf_book_write (const MlgPdfBook *self,
                    MlgPdfFile       *file)
{
  g_autoptr(GArray) page_numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) first_elements = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) first_links = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) where = g_array_new (FALSE, FALSE, sizeof (Where));
  g_autoptr(GHashTable) places = g_hash_table_new (NULL, NULL);
  Binding binding = { .book = self, .file = file, .page_numbers = page_numbers, .first_elements = first_elements,
                      .first_links = first_links, .where = where, .places = places };

  number_all (&binding);
  if (!write_fonts (&binding))
    return NULL;
  write_about (&binding);
  write_pages (&binding);
  write_structure (&binding);
  if (binding.outline > 0)
    write_outline (&binding);
  return mlg_pdf_file_finish (file, binding.root, binding.about);
}
