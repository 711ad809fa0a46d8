using System.CommandLine;

namespace Headroom.Cli.Parsing;

/// <summary>
/// An option with a value of its own when it is not given. System.CommandLine's default values are printed in help as
/// their type writes itself; here the description says it in the user's words.
/// </summary>
internal sealed class DefaultedOption<T>(string name, T otherwise) : Option<T>(name)
{
    public T In(ParseResult parsed) => parsed.GetResult(this) is null ? otherwise : parsed.GetValue(this)!;
}
