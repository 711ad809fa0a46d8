using Headroom.Curation.Deduplication;
using Headroom.Curation.Filters;
using Headroom.Curation.Text;

namespace Headroom.Curation.Recipes;

/// <summary>
/// What is done to a corpus, checked: filters in their order, then deduplication. Read from a file by
/// <see cref="RecipeFile"/> or made by a profile.
/// </summary>
public sealed class Recipe
{
    internal Recipe(string textKey, string urlPath, string words, bool addsLineage, IReadOnlyList<RecipeStage> stages)
    {
        TextKey = textKey;
        UrlPath = urlPath;
        Words = words;
        AddsLineage = addsLineage;
        Stages = stages;
    }

    /// <summary>Member of a record that holds its text.</summary>
    public string TextKey { get; }

    /// <summary>Path of the member that holds its address, such as <c>metadata.url</c>.</summary>
    public string UrlPath { get; }

    /// <summary>How text is broken into words: whitespace, treebank or han.</summary>
    public string Words { get; }

    /// <summary>Whether kept records tell their file and offset.</summary>
    public bool AddsLineage { get; }

    /// <summary>Names of the stages, in their order.</summary>
    public IReadOnlyList<string> StageNames => [.. Stages.Select(stage => stage.Name)];

    internal IReadOnlyList<RecipeStage> Stages { get; }

    internal bool RemovesDuplicates => Stages.Any(stage => DuplicateForms.Find(stage.Name) is not null);

    internal IReadOnlyList<IDocumentFilter> CreateFilters(FilterContext context) =>
    [
        .. from stage in Stages
           let form = FilterCatalog.Find(stage.Name)
           where form is not null
           select form.Create(stage.Values, context),
    ];

    internal IWordBreaker CreateBreaker() => WordBreakers.Create(Words);

    internal RuleValues? ValuesOf(string stage) => Stages.FirstOrDefault(one => one.Name == stage)?.Values;
}
