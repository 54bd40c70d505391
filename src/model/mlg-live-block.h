/* How what comes from the file is written in a stored text (Markdown): each is an address of our
 * own scheme, so that the text stays plain Markdown elsewhere.
 *
 *   A live block is a paragraph that is an image, and nothing else:
 *
 *     ![alternative text](<maillage:KIND/ID?option=value&option=value>)
 *
 *     KIND           ID                                   options
 *     map            monograph (or empty), initiative,    names=no
 *                    territory
 *     graph          monograph, initiative, actor         steps=1…3, facts=yes, members=yes
 *     stakeholders   initiative
 *     axes           partnership
 *     ring           initiative, partnership
 *     timeline       initiative, monograph, actor
 *     radar          diagnosis, initiative                grid=…  (with an initiative: the last two)
 *     figures        initiative, monograph, actor
 *     actors         monograph, initiative
 *     photo          attachment                           width=…  (percent of the text, 20–100)
 *
 *     Of "the monograph", of=… says whom: actors (those it names), initiative (those of the one it
 *     tells), territory (those of its territories); without it, its actors and its initiative.
 *
 *     ID is that of a record, or its key; empty: the monograph it stands in. With no alternative
 *     text one is made from what is shown. caption=… (any kind) replaces the caption.
 *
 *   A quotation of somebody is a block quotation whose last line names the verbatim:
 *
 *     > « … »
 *     >
 *     > — [Pascal LAFONT](<maillage:verbatim/ID>), directeur…
 *
 *   A link to a record, whose shown name follows renames:   [name](<maillage:ENTITY/ID>)
 *   A note made from a source of the file, numbered:        [^maillage:source_link/ID]
 *   Any other note:                                         [^n]
 *
 * In MlgRichText a live block is a MLG_PARAGRAPH_FIGURE: one run whose text is the alternative text
 * and whose link is the address (an alternative text that is not given is MLG_LIVE_NO_ALT). A note
 * made from a source is a note whose text is the address "maillage:source_link/ID".
 *
 * Thread: any.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MLG_LIVE_MAP,
  MLG_LIVE_GRAPH,
  MLG_LIVE_STAKEHOLDERS,
  MLG_LIVE_AXES,
  MLG_LIVE_RING,
  MLG_LIVE_TIMELINE,
  MLG_LIVE_RADAR,
  MLG_LIVE_FIGURES,
  MLG_LIVE_ACTORS,
  MLG_LIVE_PHOTO,
  MLG_N_LIVE_KINDS,
} MlgLiveKind;

#define MLG_LIVE_SCHEME  "maillage:"
#define MLG_LIVE_NO_ALT  "\xe2\x81\xa3"     /* invisible: a run has some text */

typedef struct
{
  MlgLiveKind  kind;
  char        *id;            /* as written: an id or a key; "" for the monograph itself */
  GHashTable  *options;       /* char * → char *; may be empty */
} MlgLiveBlock;

/* "map", "graph"… as in an address; "Carte", "Partenariats"… as on screen (translated). */
const char   *mlg_live_kind_get_name     (MlgLiveKind         kind);
const char   *mlg_live_kind_get_label    (MlgLiveKind         kind);

/* NULL: not the address of a live block. */
MlgLiveBlock *mlg_live_block_parse       (const char         *address);
MlgLiveBlock *mlg_live_block_new         (MlgLiveKind         kind,
                                          const char         *id);
void          mlg_live_block_set_option  (MlgLiveBlock       *self,
                                          const char         *name,
                                          const char         *value);   /* NULL: taken away */
void          mlg_live_block_free        (MlgLiveBlock       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgLiveBlock, mlg_live_block_free)
char         *mlg_live_block_dup_address (const MlgLiveBlock *self);
/* NULL when not said. */
const char   *mlg_live_block_get_option  (const MlgLiveBlock *self,
                                          const char         *name);

/* "maillage:ENTITY/ID": both are newly made; FALSE: another address. */
gboolean      mlg_record_address_parse   (const char         *address,
                                          char              **entity,
                                          char              **id);
char         *mlg_record_address_new     (const char         *entity,
                                          const char         *id);

/* Calls @func for each address of our scheme written in @markdown, in order; one that comes twice is
 * told twice. */
void          mlg_live_foreach_address   (const char         *markdown,
                                          void              (*func) (const char *address, gpointer data),
                                          gpointer            data);

G_END_DECLS
