namespace Headroom.Traces.Specifications;

/// <summary>The keys of one group of a form.</summary>
/// <param name="Name">Name of the group; it has the same in the schema.</param>
/// <param name="Keys">All its keys, in the order in which messages list them.</param>
internal sealed record KeySet(string Name, params string[] Keys)
{
    /// <summary>Whether a key is one of them.</summary>
    public bool Has(string key) => Array.IndexOf(Keys, key) >= 0;
}
