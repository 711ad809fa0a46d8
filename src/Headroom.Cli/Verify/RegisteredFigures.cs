namespace Headroom.Cli.Verify;

/// <summary>Published figures that are checked besides those of the file, from the same data.</summary>
internal static class RegisteredFigures
{
    public static IReadOnlyList<GoldenEntry> All { get; } = GoldenEntry.Parse("""
        [
          {"id": "chinchilla.refit", "source": "Besiroglu et al. 2024 arXiv:2404.10102, notebook",
           "inputs": {"csv": "chinchilla/svg_extracted_data.csv", "left_out": 5},
           "expected": {"objective": 0.00101827}, "tolerance": "1e-8"},
          {"id": "sardana.3e+10", "source": "Sardana et al. 2024 arXiv:2401.00448",
           "inputs": {"N0": 30000000000.0, "D_inf": 5000000000000.0},
           "expected": {"N": 16400000000.0, "D": 3270000000000.0}, "tolerance": "0.5% on N and D"},
          {"id": "china2023.nameplate", "source": "CCID and Inspur institute, 2023: EFLOPS as nameplate",
           "inputs": {"demanded": 123.6, "supplied": 57.9, "use": 0.3, "better_use": 0.6},
           "expected": {"shortfall": 65.7, "gained": 57.9, "closed_percent": 88}, "tolerance": "0.5"},
          {"id": "china2023.useful", "source": "CCID and Inspur institute, 2023: EFLOPS as useful work",
           "inputs": {"demanded": 123.6, "supplied": 57.9, "use": 0.3, "better_use": 0.6},
           "expected": {"shortfall": 106.2, "gained": 17.4, "closed_percent": 16}, "tolerance": "0.5"},
          {"id": "orlib.cap41", "source": "OR-Library, proven optimum", "inputs": {"case": "orlib/cap41.txt"},
           "expected": {"cost": 1040444.375}, "tolerance": "0.005"},
          {"id": "orlib.cap72", "source": "OR-Library, proven optimum", "inputs": {"case": "orlib/cap72.txt"},
           "expected": {"cost": 977799.400}, "tolerance": "0.005"},
          {"id": "m4.weekly.sNaive", "source": "M4 Evaluation and Ranks.xlsx", "inputs": {"m": 1},
           "expected": {"smape": 9.161, "mase": 2.777, "owa": 1.0}, "tolerance": "0.0015"},
          {"id": "m4.weekly.Naive2", "source": "M4 Evaluation and Ranks.xlsx", "inputs": {"m": 1},
           "expected": {"smape": 9.161, "mase": 2.777, "owa": 1.0}, "tolerance": "0.0015"},
          {"id": "m4.weekly.Holt", "source": "M4 Evaluation and Ranks.xlsx", "inputs": {"m": 1},
           "expected": {"smape": 9.708, "mase": 2.420, "owa": 0.9656}, "tolerance": "1% (depends on the search)"},
          {"id": "m4.weekly.Damped", "source": "M4 Evaluation and Ranks.xlsx", "inputs": {"m": 1},
           "expected": {"smape": 8.866, "mase": 2.404, "owa": 0.9167}, "tolerance": "1% (depends on the search)"},
          {"id": "m4.weekly.Comb", "source": "M4 Evaluation and Ranks.xlsx", "inputs": {"m": 1},
           "expected": {"smape": 8.944, "mase": 2.432}, "tolerance": "1% (depends on the search)"},
          {"id": "m4.hourly.Damped", "source": "M4 Evaluation and Ranks.xlsx", "inputs": {"m": 24},
           "expected": {"smape": 19.265, "mase": 2.956, "owa": 1.1411}, "tolerance": "1% (depends on the search)"},
          {"id": "epoch.growth.before_2010", "source": "Epoch AI: before 2010 as in Sevilla et al. 2022, about 1.5x a year",
           "inputs": {"until": "2010-01-01"}, "expected": {"growth_per_year": 1.5}, "tolerance": "exact"},
          {"id": "epoch.growth.since_2010", "source": "Epoch AI, May 2024: notable models grow 4-5x a year",
           "inputs": {"from": "2010-01-01"}, "expected": {"growth_per_year": 4.5}, "tolerance": "0.5"},
          {"id": "epoch.growth.frontier", "source": "Epoch AI, data insight: 4.6x a year since 2010",
           "inputs": {"from": "2010-01-01", "frontier": 1}, "expected": {"growth_per_year": 4.6}, "tolerance": "exact"},
          {"id": "epoch.growth.top_10", "source": "Epoch AI, May 2024: the running top 10 grow 4-5x a year",
           "inputs": {"from": "2010-01-01", "until": "2024-06-01", "top": 10},
           "expected": {"growth_per_year": 4.5}, "tolerance": "0.5"},
          {"id": "epoch.growth.language", "source": "Epoch AI, May 2024: language models grew 9x a year to 5/2024",
           "inputs": {"from": "2017-06-01", "until": "2024-05-01", "domain": "Language"},
           "expected": {"growth_per_year": 9}, "tolerance": "exact"},
          {"id": "openai2018.all", "source": "Amodei and Hernandez 2018: 3.4 months, all points",
           "inputs": {}, "expected": {"doubling_months": 3.4}, "tolerance": "0.1 months"},
          {"id": "muennighoff.ceiling", "source": "Muennighoff et al. 2023: unique tokens are worth this at most",
           "inputs": {}, "expected": {"times": 16.39}, "tolerance": "exact"},
          {"id": "transfer.text_to_python", "source": "Hernandez et al. 2021 arXiv:2102.01293",
           "inputs": {"N": 1000000000.0, "characters": 10000000.0},
           "expected": {"multiplier": 92}, "tolerance": "1"}
        ]
        """);
}
