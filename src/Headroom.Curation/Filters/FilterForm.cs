namespace Headroom.Curation.Filters;

/// <summary>What a recipe may write for one kind of filter.</summary>
/// <param name="Name">Name of the stage.</param>
/// <param name="Meaning">What it removes and who published it.</param>
/// <param name="Keys">Its settings, in the order in which they are explained.</param>
/// <param name="Create">Makes a filter for one thread.</param>
internal sealed record FilterForm(
    string Name, string Meaning, IReadOnlyList<RuleKey> Keys, Func<RuleValues, FilterContext, IDocumentFilter> Create);
