/* The pages: lines fill them.
 *
 * Greedy, page after page. A paragraph leaves at least two lines on each side of a break; a
 * heading stays with two lines of what follows; a quotation keeps its last two lines with who
 * said it. Notes take their room from the foot as the lines that call them come in:
 *
 *     ┌─────────────┐ 0
 *     │ lines       │
 *     │ ↓           │ y
 *     │             │
 *     │ ─────       │
 *     │ ↑ notes     │
 *     └─────────────┘ MLG_TEXT_HEIGHT
 *
 * All lines of an item have one height, whatever fonts they fell back on: line k is at
 * k × leading, and sums of lines have no gaps.
 */

#include "document/mlg-document-private.h"

typedef struct
{
  GArray     *flow, *note_flow;
  GPtrArray  *pages;
  MlgPage    *page;
  double      y;              /* where the last line ends */
  GArray     *carried;        /* MlgFragment: ends of notes waiting for the next foot */
} Filler;

void
mlg_page_free (gpointer data)
{
  MlgPage *page = data;

  g_array_unref (page->fragments);
  g_array_unref (page->notes);
  g_free (page->part);
  g_free (page);
}

static double
foot_height (double notes_height)
{
  return notes_height > 0 ? notes_height + MLG_NOTES_GAP : 0;
}

static double
note_lines_height (const MlgFlowItem *note,
                   guint              n_lines)
{
  return note->space_before + n_lines * note->leading;
}

/* As many lines of a note as the foot can take under a text that ends at @y; the rest waits. */
static void
place_note (Filler *filler,
            guint   number,
            guint   first)
{
  const MlgFlowItem *note = &g_array_index (filler->note_flow, MlgFlowItem, number);
  guint n_lines = filler->carried->len > 0 ? 0 : note->n_lines - first;
  MlgFragment fragment = { number, first, 0, 0 };

  while (n_lines > 0 &&
         filler->y + foot_height (filler->page->notes_height + note_lines_height (note, n_lines)) > MLG_TEXT_HEIGHT + 0.01)
    n_lines--;

  if (n_lines > 0)
    {
      fragment.n_lines = n_lines;
      fragment.y = filler->page->notes_height + note->space_before;
      filler->page->notes_height += note_lines_height (note, n_lines);
      g_array_append_val (filler->page->notes, fragment);
    }
  if (first + n_lines < note->n_lines)
    {
      fragment.first_line = first + n_lines;
      g_array_append_val (filler->carried, fragment);
    }
}

static void
begin_page (Filler *filler)
{
  g_autoptr(GArray) waiting = g_steal_pointer (&filler->carried);

  filler->page = g_new0 (MlgPage, 1);
  filler->page->fragments = g_array_new (FALSE, FALSE, sizeof (MlgFragment));
  filler->page->notes = g_array_new (FALSE, FALSE, sizeof (MlgFragment));
  g_ptr_array_add (filler->pages, filler->page);

  /* Leave room for text above a note that never ends. */
  filler->carried = g_array_new (FALSE, FALSE, sizeof (MlgFragment));
  filler->y = MLG_TEXT_HEIGHT / 3;
  for (guint i = 0; i < waiting->len; i++)
    {
      const MlgFragment *rest = &g_array_index (waiting, MlgFragment, i);

      place_note (filler, rest->item, rest->first_line);
    }
  filler->y = 0;
}

/* The height of the notes called by some lines of an item. */
static double
notes_height_of (Filler            *filler,
                 const MlgFlowItem *item,
                 guint              first,
                 guint              n_lines)
{
  double height = 0;

  for (guint i = 0; item->notes != NULL && i < item->notes->len; i++)
    {
      const MlgLineNote *called = &g_array_index (item->notes, MlgLineNote, i);
      const MlgFlowItem *note = &g_array_index (filler->note_flow, MlgFlowItem, called->note);

      if (called->line >= first && called->line < first + n_lines)
        height += note_lines_height (note, note->n_lines);
    }

  return height;
}

static double
space_above (Filler            *filler,
             const MlgFlowItem *item,
             guint              first)
{
  return (filler->page->fragments->len > 0 && first == 0 ? item->space_before : 0) + item->padding +
         (first == 0 ? item->above : 0);
}

/* How many lines from @first find room on this page, with their notes. */
static guint
lines_that_fit (Filler            *filler,
                const MlgFlowItem *item,
                guint              first)
{
  double top = filler->y + space_above (filler, item, first);
  guint n_lines = 0;

  while (first + n_lines < item->n_lines)
    {
      double bottom = top + (n_lines + 1) * item->leading + item->padding;
      double notes = filler->page->notes_height + notes_height_of (filler, item, first, n_lines + 1);

      if (bottom + foot_height (notes) > MLG_TEXT_HEIGHT + 0.01)
        break;
      n_lines++;
    }

  return n_lines;
}

/* Is there room after item @index (from line @first) for the beginning of what must follow it? */
static gboolean
followers_fit (Filler *filler,
               guint   index,
               guint   first)
{
  const MlgFlowItem *item = &g_array_index (filler->flow, MlgFlowItem, index);
  guint rest = item->n_lines - first;
  double y = filler->y + space_above (filler, item, first) + rest * item->leading + item->padding;
  double notes = filler->page->notes_height + notes_height_of (filler, item, first, rest);
  gboolean more = item->keep_with_next;

  for (guint i = index + 1; more && i < filler->flow->len; i++)
    {
      const MlgFlowItem *next = &g_array_index (filler->flow, MlgFlowItem, i);
      guint n_lines = next->unbreakable || next->n_lines <= 3 ? next->n_lines : 2;

      y += next->space_before + 2 * next->padding + next->above + n_lines * next->leading;
      notes += notes_height_of (filler, next, 0, n_lines);
      more = next->keep_with_next && n_lines == next->n_lines;
    }

  return y + foot_height (notes) <= MLG_TEXT_HEIGHT + 0.01;
}

/* Nothing yet but headings, which may not stay alone: turning the page would not help. */
static gboolean
page_only_announces (Filler *filler)
{
  for (guint i = 0; i < filler->page->fragments->len; i++)
    {
      const MlgFragment *fragment = &g_array_index (filler->page->fragments, MlgFragment, i);
      const MlgFlowItem *item = &g_array_index (filler->flow, MlgFlowItem, fragment->item);

      if (!item->keep_with_next || !item->unbreakable)
        return FALSE;
    }

  return TRUE;
}

/* The lines to place now; 0: begin a new page first. */
static guint
choose_lines (Filler *filler,
              guint   index,
              guint   first)
{
  const MlgFlowItem *item = &g_array_index (filler->flow, MlgFlowItem, index);
  guint rest = item->n_lines - first;
  guint fitting = lines_that_fit (filler, item, first);
  guint n_lines = fitting;

  if (n_lines == rest && item->keep_with_next && !followers_fit (filler, index, first))
    n_lines = item->unbreakable || rest <= 2 ? 0 : rest - 2;
  else if (n_lines < rest && item->unbreakable)
    n_lines = 0;
  else if (n_lines < rest && rest - n_lines < 2)
    n_lines = rest > 2 ? rest - 2 : 0;
  if (n_lines < rest && n_lines < 2 && first == 0)
    n_lines = 0;

  /* What is high waits for the page where notes that came over from others leave it room. */
  if (n_lines < MIN (rest, 2) && filler->page->fragments->len == 0 && filler->page->notes->len > 0)
    return 0;

  /* On a new page something must be placed, or we would turn pages for ever; what is too
   * long for this foot of its notes goes to the next.
   */
  if (n_lines < MIN (rest, 2) && page_only_announces (filler))
    n_lines = rest <= 3 ? rest : MAX (fitting, 2);
  return n_lines;
}

static void
place_lines (Filler *filler,
             guint   index,
             guint   first,
             guint   n_lines)
{
  const MlgFlowItem *item = &g_array_index (filler->flow, MlgFlowItem, index);
  MlgFragment fragment = { index, first, n_lines, filler->y + space_above (filler, item, first) };

  filler->y = fragment.y + n_lines * item->leading + item->padding;
  g_array_append_val (filler->page->fragments, fragment);

  for (guint i = 0; item->notes != NULL && i < item->notes->len; i++)
    {
      const MlgLineNote *called = &g_array_index (item->notes, MlgLineNote, i);

      if (called->line >= first && called->line < first + n_lines)
        place_note (filler, called->note, 0);
    }
}

/* A table that goes on says again what its columns are, where that leaves room for the row. */
static void
repeat_heading (Filler *filler,
                guint   index)
{
  const MlgFlowItem *item = &g_array_index (filler->flow, MlgFlowItem, index), *heading = item;
  MlgFragment fragment = { index, 0, 1, 0 };

  if (item->block->kind != MLG_BLOCK_ROW || item->block->drawing == NULL || item->block->level == 0)
    return;
  while (fragment.item > 0 && (heading->block->kind != MLG_BLOCK_ROW || heading->block->level > 0 || heading->block->drawing == NULL))
    heading = &g_array_index (filler->flow, MlgFlowItem, --fragment.item);
  if (heading->block->drawing != item->block->drawing ||
      heading->leading + item->leading + foot_height (filler->page->notes_height) > MLG_TEXT_HEIGHT)
    return;
  g_array_append_val (filler->page->fragments, fragment);
  filler->y = heading->leading;
}

void
mlg_document_flow (MlgDocument *self,
                   GArray      *flow,
                   GPtrArray   *pages)
{
  Filler filler = { .flow = flow, .note_flow = self->note_flow, .pages = pages };
  g_autofree char *part = NULL;

  filler.carried = g_array_new (FALSE, FALSE, sizeof (MlgFragment));
  if (flow->len > 0)
    begin_page (&filler);

  for (guint i = 0; i < flow->len; i++)
    {
      const MlgFlowItem *item = &g_array_index (flow, MlgFlowItem, i);

      /* Each monograph of a dossier begins a page. */
      if (item->block->kind == MLG_BLOCK_CHAPTER && filler.page->fragments->len > 0)
        begin_page (&filler);
      if (item->block->kind == MLG_BLOCK_PART || item->block->kind == MLG_BLOCK_CHAPTER)
        {
          g_free (part);
          part = mlg_block_dup_text (item->block);
        }

      for (guint first = 0; first < item->n_lines;)
        {
          guint n_lines;

          if (filler.page->fragments->len == 0)
            {
              g_free (filler.page->part);
              filler.page->part = g_strdup (part);
              repeat_heading (&filler, i);
            }
          n_lines = choose_lines (&filler, i, first);
          if (n_lines == 0)
            {
              begin_page (&filler);
              continue;
            }
          place_lines (&filler, i, first, n_lines);
          first += n_lines;
        }
    }

  while (filler.carried->len > 0)
    begin_page (&filler);
  g_array_unref (filler.carried);
}
