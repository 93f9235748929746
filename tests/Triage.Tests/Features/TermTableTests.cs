using System.Text;
using Triage.Features;

namespace Triage.Tests.Features;

public class TermTableTests
{
    [Fact]
    public void Every_term_is_found_again_under_its_id_and_no_other()
    {
        var random = new Random(1);
        var terms = Enumerable.Range(0, 20_000).Select(_ => "tgpciab"[random.Next(7)] + random.Next().ToString("x") + new string('z', random.Next(20))).Distinct().ToList();
        var table = TermTable.Of(terms);
        Assert.Equal(terms.Count, table.Count);
        for (var i = 0; i < terms.Count; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(terms[i]);
            Assert.Equal(i + 1, table.Find(bytes[0], bytes.AsSpan(1)));
            Assert.Equal(terms[i], table.Term(i + 1));
            Assert.Equal(0, table.Find((byte)'?', bytes.AsSpan(1)));
        }
    }

    [Fact]
    public void The_same_term_twice_is_refused() =>
        Assert.Contains("p:model".Replace(":", ""), Assert.Throws<ArgumentException>(() => TermTable.Of(["pmodel", "tmodel", "pmodel"])).Message);

    [Fact]
    public void A_post_becomes_ascending_ids_with_their_counts()
    {
        var featurizer = new Featurizer(TermTable.Of(["pmodel", "tserve", "pload", "ymodel", "wload model", "wserve load", "efailed"]));
        var vector = featurizer.Featurize(new Triage.Posts.Post { Id = "1", Title = "serve model", Body = "load model MODEL other\n\nit failed" });
        Assert.Equal([1, 2, 3, 4, 5, 7], vector.Ids);
        Assert.Equal([2f, 1f, 1f, 3f, 1f, 1f], vector.Counts);
    }
}
