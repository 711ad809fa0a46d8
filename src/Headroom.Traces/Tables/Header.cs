namespace Headroom.Traces.Tables;

/// <summary>A column as one file has it.</summary>
/// <param name="Name">Name of it.</param>
/// <param name="Index">Its place in every line, from 0; -1 when the file lacks it.</param>
internal readonly record struct Column(string Name, int Index)
{
    /// <summary>Whether the file has the column.</summary>
    public bool IsPresent => Index >= 0;
}

/// <summary>The first line of a table that is not blank, held against what its format knows.</summary>
internal sealed class Header
{
    private readonly string _path;
    private readonly long _line;
    private readonly TableForm _form;
    private readonly Dictionary<string, int> _indexes;
    private readonly string[] _names;

    /// <summary>Checks the names of the columns, found on <paramref name="line"/>.</summary>
    /// <exception cref="TraceFormatException">A column is named twice or is not known.</exception>
    public Header(string path, long line, TableForm form, IReadOnlyList<string> names)
    {
        _path = path;
        _line = line;
        _form = form;
        _names = [.. names.Select(name => name.Trim())];
        _indexes = new(form.NameComparer);
        for (var i = 0; i < _names.Length; i++)
            Add(i);

        FreeText = [.. form.FreeText.Select(Optional).Where(column => column.IsPresent)];
    }

    /// <summary>How many cells a line has.</summary>
    public int Count => _names.Length;

    /// <summary>The free-text columns that this file has.</summary>
    public IReadOnlyList<Column> FreeText { get; }

    /// <summary>The column called <paramref name="name"/>.</summary>
    /// <exception cref="TraceFormatException">The file lacks it.</exception>
    public Column Required(string name) =>
        Optional(name) is { IsPresent: true } column
            ? column
            : throw Missing($"the column {name} is missing", "add it");

    /// <summary>The column called <paramref name="name"/>, present or not.</summary>
    public Column Optional(string name) => new(name, _indexes.GetValueOrDefault(name, -1));

    /// <summary>The refusal for a header that lacks something.</summary>
    public TraceFormatException Missing(string problem, string remedy) =>
        new(_path, _line, problem, $"{remedy}, or check that the file is of the {_form.Name} form");

    private void Add(int index)
    {
        var name = _names[index];
        if (name.Length == 0 && _form.MayEndWithSeparator && index > 0 && index == _names.Length - 1) return;

        if (!_form.Known.Contains(name, _form.NameComparer))
        {
            throw new TraceFormatException(
                _path,
                _line,
                $"the column {Fault.Quote(name)} is not known",
                UnknownColumnRemedy());
        }

        if (!_indexes.TryAdd(name, index))
            throw new TraceFormatException(_path, _line, $"the column {name} is there twice", "remove one of the two");
    }

    private string UnknownColumnRemedy() =>
        _form.UnknownColumnRemedy ?? $"remove or rename it; the {_form.Name} form has {string.Join(", ", _form.Known)}";
}
