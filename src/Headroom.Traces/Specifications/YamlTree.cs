using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Headroom.Traces.Specifications;

/// <summary>
/// Builds the tree of a text from the events of the parser. Every step is bounded while it is taken: what is nested too
/// deeply or refers to another place is refused when it is met, before anything could grow.
/// </summary>
internal sealed class YamlTree
{
    private const int DepthMax = 16;
    private const int EntriesMax = 4_000_000;

    // Up to so many keys a look at each of them is faster than a set.
    private const int KeysComparedMax = 16;

    private const int MessageLengthMax = 200;

    private readonly string _file;
    private readonly Parser _parser;
    private int _entries;
    private int _line = 1;

    private YamlTree(string file, string text)
    {
        _file = file;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The tree; null when the text holds nothing.</summary>
    /// <exception cref="TraceFormatException">The text is not the part of YAML that is read here.</exception>
    public static Entry? Parse(string file, string text)
    {
        SpecificationText.Check(file, text);
        var tree = new YamlTree(file, text);
        tree.Next<StreamStart>();
        if (tree.Next() is StreamEnd) return null;

        var root = tree.Read(tree.Next(), depth: 0);
        tree.Next<DocumentEnd>();
        if (tree.Next() is not StreamEnd)
            throw tree.Refused("a second document begins", "write one document a file");

        return root;
    }

    private Entry Read(ParsingEvent next, int depth)
    {
        if (depth > DepthMax)
            throw Refused($"the nesting is deeper than {DepthMax} levels", "no key of this form is nested so deeply");
        if (++_entries > EntriesMax)
            throw Refused($"there are more than {EntriesMax} values", "leave out what is not needed");
        if (next is AnchorAlias)
            throw Refused("there is an alias (*)", "write the value out: a file means what it shows");
        if (next is NodeEvent { Anchor.IsEmpty: false })
            throw Refused("there is an anchor (&)", "remove it: values are written out, and a name with & is put in quotes");
        if (next is NodeEvent { Tag.IsEmpty: false })
            throw Refused("there is a tag (!)", "remove it, or put the value in quotes");

        return next switch
        {
            Scalar scalar => new ValueEntry(_line, scalar.Value, scalar.Style != ScalarStyle.Plain),
            SequenceStart => ReadList(depth),
            MappingStart => ReadMap(depth),
            _ => throw Refused("a value is missing", "write one"),
        };
    }

    private ListEntry ReadList(int depth)
    {
        var line = _line;
        var items = new List<Entry>();
        for (var next = Next(); next is not SequenceEnd; next = Next())
            items.Add(Read(next, depth + 1));

        return new ListEntry(line, items);
    }

    private MapEntry ReadMap(int depth)
    {
        var line = _line;
        var keys = new List<KeyEntry>();
        List<KeyEntry>? repeated = null;
        HashSet<string>? names = null;
        for (var next = Next(); next is not MappingEnd; next = Next())
        {
            if (Read(next, depth + 1) is not ValueEntry name)
                throw Refused("a key is not a single value", "write a name before the ':'");

            var entry = new KeyEntry(name.Line, name.Text, Read(Next(), depth + 1));
            if (IsNew(entry.Name, keys, ref names)) keys.Add(entry);
            else (repeated ??= []).Add(entry);
        }

        return new MapEntry(line, keys, repeated ?? []);
    }

    private static bool IsNew(string name, List<KeyEntry> keys, ref HashSet<string>? names)
    {
        if (keys.Count >= KeysComparedMax)
        {
            names ??= keys.Select(key => key.Name).ToHashSet(StringComparer.Ordinal);
            return names.Add(name);
        }

        foreach (var key in keys)
        {
            if (key.Name == name) return false;
        }

        return true;
    }

    private void Next<T>()
    {
        if (Next() is not T) throw Refused("this is not a YAML document", "name a policy, a fleet or a job");
    }

    private ParsingEvent Next()
    {
        try
        {
            if (!_parser.MoveNext()) throw Refused("the text ends too early", "write it to its end");
        }
        catch (YamlException fault)
        {
            _line = Math.Max(1, (int)fault.Start.Line);
            throw Refused(Lowered(fault.Message), "write it as YAML asks");
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // The parser gives up in these two ways on a list that never ends and on an escape of no character.
            throw Refused("the text is no YAML from here on", "look for a bracket or a quote that is not closed");
        }

        var next = _parser.Current!;
        _line = Math.Max(1, (int)next.Start.Line);
        return next;
    }

    private static string Lowered(string message)
    {
        var text = string.Concat(message.Where(character => !char.IsControl(character)).Take(MessageLengthMax));
        return text.Length > 0 ? char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('.') : "this is no YAML";
    }

    private TraceFormatException Refused(string problem, string remedy) => new(_file, _line, problem, remedy);
}
