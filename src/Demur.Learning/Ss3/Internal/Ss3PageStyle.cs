using System.Text;

namespace Demur.Learning.Ss3.Internal;

/// <summary>The style of the coloured page: one hue a category, strengths as custom properties of each stretch, and switches that need no script.</summary>
internal static class Ss3PageStyle
{
    /// <summary>So many categories have a hue of their own; the page says so when there are more.</summary>
    public const int Hues = 8;

    private const string Base = """
        :root{color-scheme:light dark;--ink:#1c1d22;--soft:#5d616d;--paper:#fbfaf7;--card:#fff;--line:#e3e0d8;--tone:74%;--chroma:.15}
        @media (prefers-color-scheme:dark){:root{--ink:#e9e7e1;--soft:#a3a6b0;--paper:#15161a;--card:#1d1f25;--line:#33363f;--tone:52%;--chroma:.13}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.75 ui-serif,Charter,"Bitstream Charter",Georgia,serif}
        main{max-width:46rem;margin:0 auto;padding:2rem 1.1rem 4rem}
        header,.bars,.switch,.words,footer{font-family:ui-sans-serif,system-ui,"Segoe UI",Roboto,sans-serif;font-size:.86rem;line-height:1.5}
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 .2rem;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
        header p,footer{color:var(--soft);margin:.1rem 0}
        .bars{display:grid;gap:.3rem;margin:1.3rem 0}
        .bars label{display:grid;grid-template-columns:minmax(4.5rem,10rem) 1fr 4rem;gap:.7rem;align-items:center;cursor:pointer;border-radius:.4rem;padding:.12rem .4rem}
        .bars label:has(:checked){background:color-mix(in oklab,var(--h,var(--soft)) 18%,transparent)}
        .bars label:focus-within{outline:2px solid var(--h,var(--soft))}
        .bars input,.switch input{position:absolute;opacity:0;pointer-events:none}
        .bars .name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        .bars .track{height:.55rem;border-radius:.3rem;background:color-mix(in oklab,var(--ink) 8%,transparent);overflow:hidden}
        .bars .track i{display:block;height:100%;width:var(--v);background:var(--h);border-radius:.3rem}
        .bars .num{text-align:right;font-variant-numeric:tabular-nums;color:var(--soft)}
        .switch{display:inline-flex;border:1px solid var(--line);border-radius:.55rem;overflow:hidden;margin:.2rem 0 .9rem}
        .switch label{padding:.25rem .85rem;cursor:pointer;color:var(--soft)}
        .switch label:has(:checked){background:var(--ink);color:var(--paper)}
        .switch label:focus-within{outline:2px solid var(--ink);outline-offset:-2px}
        .text{background:var(--card);border:1px solid var(--line);border-radius:.8rem;padding:1.2rem 1.3rem;white-space:pre-wrap;overflow-wrap:anywhere}
        .u,.s,.p{--a:var(--b,0);--h:var(--bh);border-radius:.25em;-webkit-box-decoration-break:clone;box-decoration-break:clone}
        .words{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.9rem 1.6rem;margin:1.5rem 0}
        .words h2{font-size:.86rem;margin:0 0 .2rem;border-bottom:2px solid var(--h)}
        .words ol{margin:0;padding:0;list-style:none}
        .words li{display:flex;justify-content:space-between;gap:1rem;font-variant-numeric:tabular-nums}
        .words li span{overflow-wrap:anywhere}
        .words li b{font-weight:400;color:var(--soft)}
        @media (max-width:30rem){body{font-size:16px}.bars label{grid-template-columns:6rem 1fr 3.2rem;gap:.5rem}.text{padding:.9rem 1rem}}
        @media print{.switch{display:none}}
        """;

    /// <summary>The whole style for so many categories.</summary>
    public static string For(int categories)
    {
        var style = new StringBuilder(Base).Append('\n');
        var hues = Math.Min(categories, Hues);
        style.Append(":root{");
        for (var i = 0; i < hues; i++)
        {
            style.Append($"--c{i}:oklch(var(--tone) var(--chroma) {Hue(i)});");
        }

        style.Append("--none:oklch(var(--tone) .02 260)}\n");

        // Strengths must not pass from a paragraph to its sentences and words.
        foreach (var strength in Enumerable.Range(0, hues).Select(i => $"w{i}").Prepend("b"))
        {
            style.Append($"@property --{strength}{{syntax:\"<number>\";inherits:false;initial-value:0}}\n");
        }

        foreach (var level in "usp")
        {
            style.Append($".{level}{{background:none}}\n");
            style.Append($"main:has(#level-{level}:checked) .{level}{{background:color-mix(in oklab,var(--h) calc(var(--a)*72% + min(var(--a)*100,1)*10%),transparent)}}\n");
        }

        for (var i = 0; i < hues; i++)
        {
            style.Append($"main:has(#only-{i}:checked) :is(.u,.s,.p){{--a:var(--w{i},0);--h:var(--c{i})}}\n");
        }

        return style.ToString();
    }

    /// <summary>Hues far apart for neighbours: red, blue, green and amber first.</summary>
    private static int Hue(int category) => category switch { 0 => 25, 1 => 250, 2 => 145, 3 => 80, 4 => 310, 5 => 195, 6 => 110, _ => 350 };
}
