using System.CommandLine;
using System.CommandLine.Parsing;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Jobs;

/// <summary>Arguments that name jobs by their ids.</summary>
internal static class JobIds
{
    private const int CountMax = 10_000;

    public static Argument<long> One() => new("id")
    {
        Description = "Id of the job",
        HelpName = "ID",
        CustomParser = result => Read(result, countMax: 1) is [var id] ? id : 0,
    };

    public static Argument<IReadOnlyList<long>> Some() => new("id")
    {
        Description = $"Ids of jobs, and ranges of them such as 17-20; at most {CountMax}",
        HelpName = "ID",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => Read(result, CountMax),
    };

    private static IReadOnlyList<long> Read(ArgumentResult result, int countMax)
    {
        var ids = new List<long>();
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            if (!NumberList.TryParse(text, countMax - ids.Count, out var found, out _) || found.Any(id => id < 1))
            {
                result.AddError(countMax == 1
                    ? $"'{text}' is not the id of a job such as 17"
                    : $"'{text}' is neither the id of a job such as 17 nor a range such as 17-20, "
                        + $"or there are more than {countMax}");
                return [];
            }

            ids.AddRange(found);
        }

        return [.. ids.Distinct()];
    }
}
