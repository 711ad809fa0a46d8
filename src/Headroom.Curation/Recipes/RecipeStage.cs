using Headroom.Curation.Filters;

namespace Headroom.Curation.Recipes;

/// <summary>One stage of a recipe: its form and the settings that differ from the usual ones.</summary>
internal sealed record RecipeStage(string Name, IReadOnlyList<RuleKey> Keys, IReadOnlyDictionary<string, double> Given)
{
    /// <summary>All settings.</summary>
    public RuleValues Values => new(Keys, Given);
}
