/* Between the files of mlg-duplicates: what tells who a record is, and the judgement of two. */

#pragma once

#include "exchange/mlg-duplicates.h"

G_BEGIN_DECLS

/* What is compared of a record. Texts that are only compared whole are kept as a hash; 0: none. */
typedef struct
{
  MlgId     id;
  gboolean  is_person;
  gboolean  gone;           /* a row that changed since: read again elsewhere */
  char     *core;           /* the name, legal form, articles and final s aside; "" if none */
  guint     length;         /* of the core */
  guint64   letters;        /* which letters and figures it has: one bit each */
  char     *others;         /* cores of its other names, joined by '\n'; or NULL */
  guint64   sorted;         /* words of the core in order */
  guint64   joined;         /* its words without spaces */
  guint64   acronyms[3];    /* as a field, as the name itself, behind the name */
  guint64   initials[2];    /* of the name, with and without prepositions */
  guint     n_initials;     /* letters of the longer */
  guint64   siret, siren, rna;
  gboolean  is_siret_sure;  /* its check figure is right: another SIRET is another establishment */
  guint64   email, phone, website;
  guint64   insee, locality;
  char     *territories;    /* canonical; or NULL */
  guint64   structure;      /* of a person */
  gboolean  has_full_name;  /* of a person: first and last name */
  gboolean  has_point, is_exact;
  double    lat, lon;
} MlgKnown;

#define MLG_NEAR_KM 0.4

guint64    mlg_hash_text      (char        seed,
                               const char *text,
                               gssize      length);

/* What a finder knows: rows, and pairs that are two. Reading needs the thread of the project, the
 * rest none. */
typedef struct
{
  GArray     *known;        /* MlgKnown */
  GHashTable *rows;         /* MlgId → index + 1 */
  GHashTable *apart;        /* pairs told apart: guint64 of both ids */
  GHashTable *partners;     /* pairs that cooperate */
  GHashTable *contacts;     /* e-mail, telephone, site: how many records have it */
} MlgKnownRows;

MlgKnownRows *mlg_known_rows_new   (MlgProject   *project);
void          mlg_known_rows_free  (MlgKnownRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgKnownRows, mlg_known_rows_free)
/* Actors and persons read again, or all when what is told apart changed. */
void          mlg_known_rows_follow (MlgKnownRows *self,
                                     MlgProject   *project,
                                     MlgChanges   *changes);

void          mlg_known_fill       (MlgKnown          *known,
                                    const MlgEntity   *entity,
                                    const MlgId       *id,
                                    const char *const *values);
void          mlg_known_clear      (gpointer           known);
guint64       mlg_pair_hash        (const MlgId       *a,
                                    const MlgId       *b);

/* 0: not the same. Otherwise how sure, and why if @reason is not NULL. */
guint         mlg_known_judge      (const MlgKnown *a,
                                    const MlgKnown *b,
                                    gboolean        partners,
                                    GHashTable     *contacts,
                                    char          **reason);
double        mlg_known_km         (const MlgKnown *a,
                                    const MlgKnown *b);    /* -1: one of them has no point */

G_END_DECLS
