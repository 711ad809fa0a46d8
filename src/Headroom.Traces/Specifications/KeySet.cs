namespace Headroom.Traces.Specifications;

/// <summary>The keys of one group of a form.</summary>
/// <param name="Name">Name of the group; it has the same in the schema.</param>
/// <param name="Keys">All its keys, in the order in which messages list them.</param>
internal sealed record KeySet(string Name, params IReadOnlyList<string> Keys);
