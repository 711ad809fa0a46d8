using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Curation.Recipes;

namespace Headroom.Cli.Curate;

/// <summary><c>headroom curate init</c>: prints a recipe to begin with.</summary>
internal static class CurateInitCommand
{
    public static DocumentedCommand Create(Terminal terminal)
    {
        var profile = Choices.One(
            "--profile", "profile", "Whose rules to begin with", [.. Profiles.Names.Select(name => (name, name))]);
        var compat = Choices.One("--compat", "reading", "Where paper and code of a rule differ, which to follow",
            ("paper", "paper"), ("datatrove", "datatrove"));

        var command = new DocumentedCommand(
            "init",
            "Print a recipe, each setting with its meaning.",
            "headroom curate init --profile fineweb",
            "headroom curate init --profile fineweb --compat datatrove")
        {
            profile, compat,
        };
        command.SetAction((parsed, _) =>
        {
            terminal.Output.Write(Profiles.Text(profile.In(parsed), compat.In(parsed) == "datatrove"));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
