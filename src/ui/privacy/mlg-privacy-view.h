/* Données personnelles: which persons are to be looked at again, what the file knows of each, how they
 * leave it, and the register.
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_PRIVACY_VIEW (mlg_privacy_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgPrivacyView, mlg_privacy_view, MLG, PRIVACY_VIEW, MlgView)

G_END_DECLS
