// The rival of our server: Node's HTTP server that reads JSON and answers with JSON of the same size, and does nothing in between.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { rows } = JSON.parse(Buffer.concat(chunks).toString());
    const predictions = rows.map((_row, index) => ({
      id: `0000-${index}`,
      label: 'yes',
      score: 0.123456789,
    }));
    const body = JSON.stringify({ model: 'bare', version: 1, predictions });
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
