using System.Security.Cryptography;
using System.Text;
using Headroom.Privacy.Detection;
using Headroom.Privacy.Operators;

namespace Headroom.Privacy.Policies;

/// <summary>What is looked for and what is done with it.</summary>
public sealed record MaskPolicy
{
    /// <summary>Name in reports.</summary>
    public required string Name { get; init; }

    /// <summary>The rules or standards that it follows, in one sentence; empty for none.</summary>
    public string Source { get; init; } = "";

    /// <summary>Key of <see cref="Clauses"/> for all entities without one of their own.</summary>
    public const string DefaultClause = "default";

    /// <summary>Which clause of a law or standard what is done with an entity follows; empty for none.</summary>
    public IReadOnlyDictionary<string, string> Clauses { get; init; } = new Dictionary<string, string>();

    /// <summary>Entities to look for, and how sure a finding must be.</summary>
    public DetectorOptions Detection { get; init; } = new();

    /// <summary>What is done with an entity that is not named in <see cref="Actions"/>.</summary>
    public MaskAction Default { get; init; } = new Replace();

    /// <summary>What is done with an entity.</summary>
    public IReadOnlyDictionary<string, MaskAction> Actions { get; init; } = new Dictionary<string, MaskAction>();

    /// <summary>What is done with the whole of a field, by its name, whatever is in it.</summary>
    public IReadOnlyDictionary<string, MaskAction> Fields { get; init; } = new Dictionary<string, MaskAction>();

    /// <summary>Fields to look in, by name or path; null for all.</summary>
    public IReadOnlySet<string>? OnlyFields { get; init; }

    /// <summary>Whether some of it needs a key.</summary>
    public bool NeedsKey => Default.NeedsKey || Actions.Values.Concat(Fields.Values).Any(action => action.NeedsKey);

    /// <summary>Whether some of it needs a token map.</summary>
    public bool UsesTokens =>
        Default is Tokenise || Actions.Values.Concat(Fields.Values).Any(action => action is Tokenise);

    /// <summary>Whether some of what it writes follows from chance, and differs from run to run.</summary>
    public bool IsRandom =>
        Actions.Values.Concat(Fields.Values).Append(Default).Any(action => action is Surrogate { IsRandom: true });

    /// <summary>SHA-256 over all that the policy says, in hexadecimal digits.</summary>
    public string Hash
    {
        get
        {
            var text = new StringBuilder($"{Name}\n{Default}\n{Detection.MinimumScore:R}\n");
            if (!Detection.FindsNames) text.Append("no names\n");
            if (Detection.OtherNames is { } model) text.Append("names by ").Append(model.Hash).Append('\n');
            foreach (var entity in (Detection.Entities ?? new HashSet<string>()).Order(StringComparer.Ordinal))
                text.Append(entity).Append('\n');
            foreach (var (entity, score) in Detection.MinimumScores.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{entity} {score:R}\n");
            foreach (var (name, action) in Actions.Concat(Fields).OrderBy(pair => pair.Key, StringComparer.Ordinal))
                text.Append(name).Append(' ').Append(action).Append('\n');
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }

    /// <summary>The clause that what is done with an entity follows; null for none.</summary>
    public string? ClauseOf(string entity) => Clauses.TryGetValue(entity, out var clause)
        || (!Actions.ContainsKey(entity) && Clauses.TryGetValue(DefaultClause, out clause))
        ? clause
        : null;

    /// <summary>What is done with an entity.</summary>
    public MaskAction ActionOf(string entity) => Actions.GetValueOrDefault(entity, Default);
}
