using System.CommandLine;

namespace Headroom.Cli.Jobs;

/// <summary>The option that names a submission: sent again with the same key it makes no second job.</summary>
internal static class SubmissionKey
{
    private const int LengthMax = 128;

    public static Option<string?> Option() => new("--key")
    {
        Description = "Name of this submission: sent twice it makes one job [default: a random one]",
        HelpName = "KEY",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var key = result.Tokens[0].Value;
            if (key.Length is > 0 and <= LengthMax && key.All(letter => letter is > ' ' and <= '~')) return key;

            result.AddError($"--key is not 1 to {LengthMax} visible ASCII characters without blanks");
            return null;
        },
    };

    public static string Random() => Guid.NewGuid().ToString("N");
}
