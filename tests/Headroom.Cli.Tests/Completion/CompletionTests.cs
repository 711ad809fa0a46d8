using System.Diagnostics;

namespace Headroom.Cli.Tests.Completion;

/// <summary>Loads each script into the real shell and asks it to complete.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CompletionTests()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "headroom.dll");
        _folder.WriteProgram("headroom", $"#!/bin/bash\nexec dotnet '{program}' \"$@\"\n");
        _folder.Write("nodes.csv", "");
    }

    public static TheoryData<string, string[]> Lines => new()
    {
        { "headroom re", ["replay"] },
        { "headroom replay ", ["bound", "packing", "queue"] },
        { "headroom replay packing --pol", ["--policies"] },
        { "headroom replay packing --policies fgd,head", ["fgd,headroom"] },
        { "headroom replay queue --output ", ["csv", "json", "table"] },
        { "headroom bench queue-e", ["queue-easy"] },
        { "headroom ho", ["hold"] },
        { "headroom submit --mod", ["--model"] },
        { "headroom jobs --state ", ["waiting", "running", "failed"] },
        { "headroom completion ", ["bash", "fish", "zsh"] },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Bash_completes(string line, string[] expected)
    {
        var script = """
            source <(headroom completion bash)
            read -r -a COMP_WORDS <<< "$LINE"
            [[ $LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_LINE=$LINE COMP_POINT=${#LINE} COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _headroom_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        Assert.Superset(expected.ToHashSet(), await AnswersAsync("bash", ["--norc", "-c", script], line));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Zsh_completes(string line, string[] expected)
    {
        ExternalProgram.Require("zsh");

        // Completion functions can only run inside the line editor, so what hands answers to it prints them instead.
        var script = """
            autoload -Uz compinit && compinit -D
            source <(headroom completion zsh)
            [[ ${_comps[headroom]} == _headroom_complete ]] || exit 1
            compadd() { while [[ $1 != -- ]]; do shift; done; shift; print -l -- "$@" }
            words=(${(s: :)LINE}) ; [[ $LINE == *' ' ]] && words+=('')
            CURRENT=${#words} PREFIX=${words[-1]}
            _headroom_complete
            """;

        Assert.Superset(expected.ToHashSet(), await AnswersAsync("zsh", ["-f", "-c", script], line));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Fish_completes(string line, string[] expected)
    {
        ExternalProgram.Require("fish");

        var script = "headroom completion fish | source; complete --do-complete \"$LINE\"";

        Assert.Superset(expected.ToHashSet(), await AnswersAsync("fish", ["--no-config", "-c", script], line));
    }

    [Fact]
    public async Task Where_the_program_knows_nothing_fish_completes_paths()
    {
        ExternalProgram.Require("fish");

        var script = "headroom completion fish | source; complete --do-complete \"$LINE\"";

        Assert.Contains(
            "nodes.csv",
            await AnswersAsync("fish", ["--no-config", "-c", script], "headroom replay packing --nodes no"));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<HashSet<string>> AnswersAsync(string shell, string[] arguments, string line)
    {
        var result = await ExternalProgram.RunAsync(new ProcessStartInfo(shell, arguments)
        {
            WorkingDirectory = _folder.Path,
            Environment =
            {
                ["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}",
                ["HOME"] = _folder.Path,
                ["LINE"] = line,
            },
        });

        Assert.Equal("", result.Error);
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(answer => answer.Split('\t')[0])];
    }
}
