using System.Text;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Reading;

/// <summary>A query that grows, with its parameters.</summary>
internal sealed class SqlText
{
    private readonly StringBuilder _text = new();
    private readonly List<(string Name, Value Value)> _parameters = [];

    public (string Name, Value Value)[] Parameters => [.. _parameters];

    public SqlText Add(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>
    /// A value in this place, as a parameter. Not another Add: a text must never be taken for a statement.
    /// </summary>
    public SqlText Bind(Value value)
    {
        // Equal values share a parameter: SQLite looks each one up by name.
        var known = _parameters.FindIndex(parameter => Equals(parameter.Value.Boxed, value.Boxed));
        if (known < 0)
        {
            known = _parameters.Count;
            _parameters.Add(($"p{known}", value));
        }

        _text.Append('@').Append(_parameters[known].Name);
        return this;
    }

    public override string ToString() => _text.ToString();
}
