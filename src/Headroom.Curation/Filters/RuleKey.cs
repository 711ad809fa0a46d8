namespace Headroom.Curation.Filters;

/// <summary>A setting of a filter as recipes write it.</summary>
/// <param name="Name">Key in a recipe.</param>
/// <param name="Usual">Value when a recipe says nothing; 1 and 0 for yes and no.</param>
/// <param name="Least">Least value.</param>
/// <param name="Most">Greatest value.</param>
/// <param name="Meaning">What it does, in a few words.</param>
/// <param name="IsSwitch">Whether it is written as true or false.</param>
internal sealed record RuleKey(
    string Name, double Usual, double Least, double Most, string Meaning, bool IsSwitch = false)
{
    /// <summary>A share from 0 to 1.</summary>
    public static RuleKey Share(string name, double usual, string meaning) => new(name, usual, 0, 1, meaning);

    /// <summary>A whole number from 0.</summary>
    public static RuleKey Count(string name, double usual, string meaning) =>
        new(name, usual, 0, int.MaxValue, meaning);

    /// <summary>True or false.</summary>
    public static RuleKey Switch(string name, bool usual, string meaning) =>
        new(name, usual ? 1 : 0, 0, 1, meaning, IsSwitch: true);
}
