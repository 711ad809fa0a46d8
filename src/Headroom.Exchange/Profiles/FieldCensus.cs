using System.Text.Json;

namespace Headroom.Exchange.Profiles;

/// <summary>
/// Which members records have, and of which kinds. A name that few records have may itself tell of a person, as where
/// people are the names of members: such names are left out, and so is what lies beyond the bounds.
/// </summary>
public sealed class FieldCensus
{
    /// <summary>Most members that are told apart; further ones are left out.</summary>
    public const int FieldsMax = 1_000;

    private const int DepthMax = 16;
    private const int NameLengthMax = 200;

    private readonly SortedDictionary<string, Field> _fields = new(StringComparer.Ordinal);
    private long _record;

    /// <summary>The members that at least <see cref="SmallCounts.Least"/> records have, by name.</summary>
    public IReadOnlyList<ProfiledField> Fields =>
    [
        .. _fields.Where(member => member.Value.Records >= SmallCounts.Least)
            .Select(member => new ProfiledField(member.Key, string.Join('|', member.Value.Kinds))),
    ];

    /// <summary>Looks at a record; one that is no JSON object counts for nothing.</summary>
    /// <param name="record">JSON, in UTF-8.</param>
    public void Add(ReadOnlySpan<byte> record)
    {
        _record++;
        var names = new string[DepthMax];
        var reader = new Utf8JsonReader(record);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > DepthMax) continue;

                var depth = reader.CurrentDepth;
                names[depth - 1] = reader.GetString()!;
                reader.Read();
                Note(string.Join('.', names.Take(depth).Where(name => name is not null)), KindOf(reader.TokenType));
                // Members of the members of a list have its name before theirs.
                for (var deeper = depth; deeper < DepthMax; deeper++) names[deeper] = null!;
            }
        }
        catch (JsonException)
        {
            // What was read of it before counts.
        }
    }

    private void Note(string name, string kind)
    {
        if (name.Length > NameLengthMax) return;
        if (!_fields.TryGetValue(name, out var field))
        {
            if (_fields.Count == FieldsMax) return;

            _fields.Add(name, field = new Field());
        }

        if (field.LastRecord != _record) field.Records++;
        field.LastRecord = _record;
        field.Kinds.Add(kind);
    }

    private static string KindOf(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "object",
        JsonTokenType.StartArray => "array",
        JsonTokenType.True or JsonTokenType.False => "boolean",
        JsonTokenType.Number => "number",
        JsonTokenType.Null => "null",
        _ => "string",
    };

    private sealed class Field
    {
        public long Records { get; set; }

        public long LastRecord { get; set; }

        public SortedSet<string> Kinds { get; } = new(StringComparer.Ordinal);
    }
}
