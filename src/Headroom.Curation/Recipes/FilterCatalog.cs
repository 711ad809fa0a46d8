using Headroom.Curation.Chinese;
using Headroom.Curation.Filters;
using Headroom.Curation.Quality;
using Headroom.Curation.Repair;
using Headroom.Curation.Signals;

namespace Headroom.Curation.Recipes;

/// <summary>All filters that recipes know.</summary>
internal static class FilterCatalog
{
    /// <summary>Their forms, in the order in which they usually stand.</summary>
    public static IReadOnlyList<FilterForm> All { get; } =
    [
        TextRepair.Form, LanguageFilter.Form, GopherRepetition.Form, GopherQuality.Form, C4Quality.Form,
        FineWebQuality.Form, RefinedWebLines.Form, ChineseRecovery.Form, ChineseQuality.Form, QualityFilter.Form,
        QualitySignals.Form, Decontaminate.Form, MaskFilter.Form,
    ];

    /// <summary>The form of that name; null when there is none.</summary>
    public static FilterForm? Find(string name) => All.FirstOrDefault(form => form.Name == name);
}
